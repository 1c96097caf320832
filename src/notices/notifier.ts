import { Notification } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { CommandRegistry } from '@lumino/commands';
import type { IDisposable } from '@lumino/disposable';

import type {
  ICapabilityChanged,
  IStreamingModel,
  ServerEvent
} from '../tokens';
import { CommandIDs } from '../tokens';
import { retryStreamingLabel } from '../words/actions';
import { modelName } from '../words/modelName';
import { unmarkedWords } from '../words/unmarked';
import { fallbackWords } from './fallback';
import type { Told } from './told';

/** In milliseconds; after that it waits in JupyterLab's list of notifications. */
const SHOWN_FOR = 20_000;

/**
 * Tells the user once that responses of a model arrive in another way than before, and
 * what can be done about it; and once that its responses do not mark their end.
 */
export class Notifier implements IDisposable {
  constructor(
    private readonly _model: IStreamingModel,
    private readonly _commands: CommandRegistry,
    private readonly _told: Told,
    private readonly _trans: TranslationBundle
  ) {
    _model.events.connect(this._onEvent, this);
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    this._isDisposed = true;
    this._model.events.disconnect(this._onEvent, this);
    document.removeEventListener('visibilitychange', this._onVisible);
  }

  /** Events that were sent before it was there, too. */
  hear(event: ServerEvent): void {
    if (event.kind !== 'capability-changed') {
      return;
    }
    if (event.delivery === null) {
      this._told.forget(event.provider === null ? '' : keyOf(event));
    } else if (event.delivery !== 'stream' || event.marksEnd === false) {
      this._waiting.push(event);
      this._tellWhenSeen();
    }
  }

  private _onEvent(_: IStreamingModel, event: ServerEvent): void {
    this.hear(event);
  }

  /** Of several tabs the one that is looked at tells; the others find it told. */
  private _tellWhenSeen(): void {
    if (document.visibilityState === 'visible') {
      this._tellAll();
    } else {
      document.addEventListener('visibilitychange', this._onVisible);
    }
  }

  private readonly _onVisible = (): void => {
    if (document.visibilityState === 'visible') {
      document.removeEventListener('visibilitychange', this._onVisible);
      this._tellAll();
    }
  };

  private _tellAll(): void {
    for (const event of this._waiting.splice(0)) {
      if (event.marksEnd === false) {
        if (this._told.tell(`${keyOf(event)} unmarked`)) {
          this._tellUnmarked(event);
        }
      } else if (this._told.tell(topicOf(event))) {
        this._tell(event);
      }
    }
  }

  private _tell({
    provider,
    model,
    delivery,
    evidence
  }: ICapabilityChanged): void {
    if (provider === null || model === null || evidence === null) {
      return;
    }
    const trans = this._trans;
    const name = modelName({ provider, model });
    const done =
      delivery === 'plain'
        ? trans.__('Responses will arrive all at once.')
        : trans.__('Responses are streamed without token counts.');
    Notification.info(`${fallbackWords(evidence, name, trans)} ${done}`, {
      autoClose: SHOWN_FOR,
      actions: [
        {
          label: trans.__('Turn Off Streaming'),
          caption: trans.__('Never stream responses from %1', name),
          callback: () => {
            void this._commands.execute(CommandIDs.setMode, {
              provider,
              model,
              mode: 'off'
            });
          }
        },
        {
          label: retryStreamingLabel(trans),
          caption: trans.__(
            'Try streaming again with the next message to %1',
            name
          ),
          callback: () => {
            void this._commands.execute(CommandIDs.forget, {
              provider,
              model
            });
          }
        },
        {
          label: trans.__('Details'),
          callback: event => {
            event.preventDefault();
            void this._commands.execute(CommandIDs.showStatus);
          }
        }
      ]
    });
  }

  private _tellUnmarked(event: ICapabilityChanged): void {
    Notification.info(unmarkedWords(keyOf(event), this._trans), {
      autoClose: SHOWN_FOR
    });
  }

  private readonly _waiting: ICapabilityChanged[] = [];
  private _isDisposed = false;
}

/** That streams break off is another matter than that there are none. */
function topicOf(event: ICapabilityChanged): string {
  return event.evidence === 'broke-off'
    ? `${keyOf(event)} broke-off`
    : keyOf(event);
}

function keyOf({ provider, model }: ICapabilityChanged): string {
  return `${provider}:${model}`;
}

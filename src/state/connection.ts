import type { Event, ServerConnection } from '@jupyterlab/services';
import { EventManager } from '@jupyterlab/services';
import type { IDisposable } from '@lumino/disposable';
import type { ISignal } from '@lumino/signaling';
import { Signal } from '@lumino/signaling';

/** The server's event bus, and whether this tab hears it. */
export interface IConnection extends IDisposable {
  readonly emitted: ISignal<unknown, Event.Emission>;

  /** The socket opened or closed: something may have been missed. */
  readonly turned: ISignal<IConnection, 'opened' | 'closed'>;
}

/**
 * JupyterLab's event manager reconnects by itself but tells nobody, and the
 * server replays nothing: a tab that slept, or a server that was restarted,
 * would leave an old mode on the screen. So this is a second manager of the
 * same class, whose sockets say when they open and close.
 */
export class Connection implements IConnection {
  constructor(settings: ServerConnection.ISettings) {
    this._manager = new EventManager({
      serverSettings: {
        ...settings,
        WebSocket: reporting(settings.WebSocket, turn =>
          this._turned.emit(turn)
        )
      }
    });
  }

  get emitted(): ISignal<unknown, Event.Emission> {
    return this._manager.stream;
  }

  get turned(): ISignal<this, 'opened' | 'closed'> {
    return this._turned;
  }

  get isDisposed(): boolean {
    return this._manager.isDisposed;
  }

  dispose(): void {
    Signal.clearData(this);
    this._manager.dispose();
  }

  private readonly _turned = new Signal<this, 'opened' | 'closed'>(this);
  private readonly _manager: EventManager;
}

function reporting(
  Socket: typeof WebSocket,
  report: (turn: 'opened' | 'closed') => void
): typeof WebSocket {
  return class extends Socket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols);
      this.addEventListener('open', () => report('opened'));
      this.addEventListener('close', () => report('closed'));
    }
  };
}

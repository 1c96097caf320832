import type { TranslationBundle } from '@jupyterlab/translation';
import type { CommandRegistry } from '@lumino/commands';
import * as React from 'react';

import type { Action as ActionId, Failure } from '../api/wire';
import type { IStreamingModel } from '../tokens';
import { CommandIDs } from '../tokens';
import { checkConnectionLabel, retryStreamingLabel } from '../words/actions';
import { modelName } from '../words/modelName';
import { Action } from './action';
import { CopyButton } from './copyButton';
import { detailsText } from './facts';

/** Where Jupyter AI has its own settings: its own command in version 3, ours in version 2. */
const SETTINGS = ['@jupyter-ai/jupyternaut:open-settings', CommandIDs.settings];

/** The same of the persona that runs in the browser. */
const SETTINGS_IN_BROWSER = '@jupyter-ai/jupyternaut-lite:open-settings';

export interface IOffers {
  failure: Failure;
  model: Pick<IStreamingModel, 'setMode' | 'forget' | 'dismiss'>;
  commands: CommandRegistry;
  trans: TranslationBundle;
  /** Sends the question once more, where there is a chat to do so. */
  onAskAgain?: () => Promise<void>;
  /** Before something else opens, or when the failure is done with. */
  onDone?: () => void | Promise<void>;
}

/** The actions for which there is a button here, the best first. */
export function offered(props: IOffers): ActionId[] {
  const { failure, commands, onAskAgain } = props;
  return failure.actions.filter(action => {
    switch (action) {
      case 'ask-again':
        return onAskAgain !== undefined;
      case 'open-settings':
        return settingsCommand(commands, failure) !== undefined;
      case 'check-connection':
        // It would ask from the server, and with Jupyter AI's own model.
        return (
          !failure.persona && commands.hasCommand(CommandIDs.checkConnection)
        );
      case 'help':
        return commands.hasCommand(CommandIDs.help);
      default:
        return true;
    }
  });
}

/** What can be done about a failure, as a button. */
export function Offer(
  props: IOffers & { action: ActionId }
): React.JSX.Element {
  const { action, failure, model, commands, trans, onAskAgain, onDone } = props;
  const { provider, model: name, id, diagnosis } = failure;
  const done = async () => {
    await model.dismiss(id);
    await onDone?.();
  };
  const open = async (command: string, args?: Record<string, string>) => {
    await onDone?.();
    // Not awaited: a dialog is open for as long as it is read.
    void commands.execute(command, args);
  };
  switch (action) {
    case 'use-plain':
      return (
        <Action
          text={
            onAskAgain
              ? trans.__('Turn Off Streaming and Ask Again')
              : trans.__('Turn Off Streaming for This Model')
          }
          onAct={async () => {
            await model.setMode({ provider, model: name, mode: 'off' });
            await onAskAgain?.();
            await done();
          }}
        />
      );
    case 'try-streaming':
      return (
        <Action
          text={retryStreamingLabel(trans)}
          onAct={async () => {
            await model.setMode({ provider, model: name, mode: 'auto' });
            await model.forget({ provider, model: name });
            await done();
          }}
        />
      );
    case 'ask-again':
      return (
        <Action
          text={trans.__('Ask Again')}
          onAct={async () => {
            await onAskAgain?.();
            await done();
          }}
        />
      );
    case 'check-connection':
      return (
        <Action
          text={checkConnectionLabel(trans)}
          onAct={() =>
            open(CommandIDs.checkConnection, { provider, model: name })
          }
        />
      );
    case 'open-settings':
      return (
        <Action
          text={trans.__('Open Jupyter AI Settings')}
          onAct={() => open(settingsCommand(commands, failure) ?? '')}
        />
      );
    case 'copy-details':
      return (
        <CopyButton
          text={trans.__('Copy Details')}
          of={id}
          content={() => detailsText(failure, trans)}
          trans={trans}
        />
      );
    case 'help':
      return (
        <Action
          key={id}
          text={trans.__('Help')}
          onAct={() => open(CommandIDs.help, { section: diagnosis })}
        />
      );
  }
}

/** The names of the model and of what the button does belong together for those who only hear it. */
export function offersLabel(
  failure: Failure,
  trans: TranslationBundle
): string {
  return trans.__('Actions for %1', modelName(failure));
}

function settingsCommand(
  commands: CommandRegistry,
  { persona }: Failure
): string | undefined {
  const all = persona ? [SETTINGS_IN_BROWSER] : SETTINGS;
  return all.find(id => commands.hasCommand(id));
}

import type { TranslationBundle } from '@jupyterlab/translation';
import type { CommandRegistry } from '@lumino/commands';
import * as React from 'react';

import type { Action as ActionId, Failure } from '../api/wire';
import { Action } from '../components/action';
import { CopyButton } from '../components/copyButton';
import { HELP } from '../help/command';
import type { IStreamingModel } from '../tokens';
import { CommandIDs } from '../tokens';
import { checkConnectionLabel } from '../words/actions';
import { modelName } from '../words/modelName';
import { detailsText } from './facts';

/** Where Jupyter AI has its own settings, if it tells. */
const SETTINGS = '@jupyter-ai/jupyternaut:open-settings';

/** What can be done about a failure, as a button. */
export function Offer(props: {
  action: ActionId;
  failure: Failure;
  model: IStreamingModel;
  commands: CommandRegistry;
  trans: TranslationBundle;
  onDismiss: () => Promise<void>;
}): React.JSX.Element | null {
  const { action, failure, model, commands, trans, onDismiss } = props;
  const { provider, model: name, id, diagnosis } = failure;
  switch (action) {
    case 'use-plain':
      return (
        <Action
          text={trans.__('Use Plain Requests')}
          label={trans.__('Use plain requests for %1', modelName(failure))}
          onAct={async () => {
            await model.setMode({ provider, model: name, mode: 'off' });
            await onDismiss();
          }}
        />
      );
    case 'try-streaming':
      return (
        <Action
          text={trans.__('Try Streaming')}
          label={trans.__('Try streaming with %1', modelName(failure))}
          onAct={async () => {
            await model.setMode({ provider, model: name, mode: 'auto' });
            await model.forget({ provider, model: name });
            await onDismiss();
          }}
        />
      );
    case 'check-connection':
      return (
        <Command
          commands={commands}
          id={CommandIDs.checkConnection}
          args={{ provider, model: name }}
          text={checkConnectionLabel(trans)}
        />
      );
    case 'open-settings':
      return (
        <Command
          commands={commands}
          id={SETTINGS}
          text={trans.__('Open Settings of Jupyter AI')}
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
        <Command
          key={id}
          commands={commands}
          id={HELP}
          args={{ section: diagnosis }}
          text={trans.__('Help')}
        />
      );
  }
}

/** A button for a command, where there is such a command. */
function Command(props: {
  commands: CommandRegistry;
  id: string;
  args?: Record<string, string>;
  text: string;
}): React.JSX.Element | null {
  const { commands, id, args, text } = props;
  if (!commands.hasCommand(id)) {
    return null;
  }
  return <Action text={text} onAct={() => commands.execute(id, args)} />;
}

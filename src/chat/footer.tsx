import type { IChatModel, IMessage } from '@jupyter/chat';
import type { TranslationBundle } from '@jupyterlab/translation';
import { UseSignal } from '@jupyterlab/ui-components';
import type { CommandRegistry } from '@lumino/commands';
import * as React from 'react';

import type { IStreamingModel } from '../tokens';
import { askAgain } from './askAgain';
import { failureIn, isLast } from './failed';
import { Offers } from './offers';

export interface IFooterProps {
  message: IMessage;
  chat: IChatModel;
  model: IStreamingModel;
  commands: CommandRegistry;
  trans: TranslationBundle;
}

/** Below a message that tells of a failure: what can be done about it. */
export function MessageFooter(props: IFooterProps): React.JSX.Element {
  const { message, chat, model, commands, trans } = props;
  return (
    <UseSignal signal={model.changed}>
      {() => {
        const failure = failureIn(message, model.failures);
        return failure && isLast(message, chat.messages, failure) ? (
          <Offers
            key={failure.id}
            failure={failure}
            model={model}
            commands={commands}
            trans={trans}
            onAskAgain={askAgain(chat, message)}
          />
        ) : (
          <></>
        );
      }}
    </UseSignal>
  );
}

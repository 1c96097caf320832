import type { IChatMessage, IJaiCore } from '@jupyter-ai/core';
import type { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget, UseSignal } from '@jupyterlab/ui-components';
import type { CommandRegistry } from '@lumino/commands';
import * as React from 'react';

import type { Failure } from '../api/wire';
import { SwitchButton } from '../components/switchButton';
import type { PopupOpener } from '../popup/opener';
import type { IStreamingModel } from '../tokens';
import { failureIn } from './failed';
import { Offers } from './offers';

type Handler = IJaiCore['chatHandler'];

interface IParts {
  chat: Handler;
  model: IStreamingModel;
  commands: CommandRegistry;
  /** Owned from now on. */
  opener: PopupOpener;
  trans: TranslationBundle;
}

/** Below the chat of Jupyter AI 2: the switch, and what can be done about the failure told last. */
export class ChatBar extends ReactWidget {
  constructor(private readonly _parts: IParts) {
    super();
    this.addClass('jp-AiStream-chatBar');
    this._parts.chat.historyChanged?.connect(this.update, this);
  }

  override dispose(): void {
    this._parts.chat.historyChanged?.disconnect(this.update, this);
    this._parts.opener.dispose();
    super.dispose();
  }

  protected render(): React.JSX.Element {
    const { chat, model, commands, opener, trans } = this._parts;
    return (
      <UseSignal signal={model.changed}>
        {() => {
          const told = lastFailure(chat.history.messages, model.failures);
          return (
            <>
              {told && (
                <Offers
                  key={told.failure.id}
                  failure={told.failure}
                  model={model}
                  commands={commands}
                  trans={trans}
                  onAskAgain={askAgain(chat, told.answer)}
                />
              )}
              <SwitchButton
                model={model}
                trans={trans}
                onClick={anchor => void opener.toggle(anchor)}
              />
            </>
          );
        }}
      </UseSignal>
    );
  }
}

/** What the last answer tells of, if that is a failure. */
function lastFailure(
  messages: readonly IChatMessage[],
  failures: readonly Failure[]
): { answer: IChatMessage; failure: Failure } | null {
  const answer = messages[messages.length - 1];
  const failure = answer && failureIn(answer, failures);
  return answer && failure ? { answer, failure } : null;
}

/** What sends once more the question that a message answers. */
function askAgain(
  chat: Handler,
  { reply_to }: IChatMessage
): (() => Promise<void>) | undefined {
  const question = chat.history.messages.find(({ id }) => id === reply_to);
  const prompt = question?.prompt ?? question?.body;
  return prompt === undefined
    ? undefined
    : async () => {
        await chat.sendMessage({
          prompt,
          selection: question?.selection ?? null
        });
      };
}

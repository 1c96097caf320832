import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { IDisposable } from '@lumino/disposable';
import { DisposableSet } from '@lumino/disposable';
import * as React from 'react';

import { PopupOpener } from '../popup/opener';
import type { IStreamingModel } from '../tokens';
import { ChatButton } from './button';
import { ChatFollower } from './follower';
import { LateFooter } from './lateFooter';
import { placeButton } from './place';

/**
 * Put the button into every chat to come, and follow the chat the user is in.
 *
 * @returns ends the following; the button stays.
 */
export async function joinChats(
  app: JupyterFrontEnd,
  {
    IInputToolbarRegistryFactory,
    IMessageFooterRegistry,
    IChatTracker
  }: typeof import('@jupyter/chat'),
  model: IStreamingModel,
  trans: TranslationBundle
): Promise<IDisposable> {
  const joined = new DisposableSet();
  const opener = new PopupOpener(model, app.commands, trans);
  joined.add(opener);
  await placeButton(app, IInputToolbarRegistryFactory, input => (
    <ChatButton input={input} model={model} opener={opener} trans={trans} />
  ));
  const footers =
    IMessageFooterRegistry &&
    (await app.resolveOptionalService(IMessageFooterRegistry));
  // What was put there by somebody else would be gone.
  if (footers && !footers.getFooter().left) {
    footers.addSection({
      position: 'left',
      component: ({ message, model: chat }) => (
        <LateFooter
          message={message}
          chat={chat}
          model={model}
          commands={app.commands}
          trans={trans}
        />
      )
    });
  }
  const tracker =
    IChatTracker && (await app.resolveOptionalService(IChatTracker));
  if (tracker) {
    joined.add(new ChatFollower(tracker, model));
  }
  return joined;
}

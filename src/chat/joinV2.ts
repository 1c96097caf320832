import type { IJaiCore } from '@jupyter-ai/core';
import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { TranslationBundle } from '@jupyterlab/translation';
import { Widget } from '@lumino/widgets';

import { PopupOpener } from '../popup/opener';
import type { IStreamingModel } from '../tokens';
import { CommandIDs } from '../tokens';
import { ChatBar } from './bar';

/**
 * Put the switch below the chat of Jupyter AI 2, together with what can be done about a failure. It has
 * no place for others but its panel as a whole, and no command for its settings.
 */
export async function joinChatV2(
  app: JupyterFrontEnd,
  { chatWidget, chatHandler }: IJaiCore,
  model: IStreamingModel,
  trans: TranslationBundle
): Promise<void> {
  app.commands.addCommand(CommandIDs.settings, {
    label: trans.__('Open Jupyter AI Settings'),
    describedBy: { args: { type: 'object', properties: {} } },
    execute: () => {
      app.shell.activateById(chatWidget.id);
      gear(chatWidget)?.click();
    }
  });
  const bar = new ChatBar({
    chat: chatHandler,
    model,
    commands: app.commands,
    opener: new PopupOpener(model, app.commands, trans),
    trans
  });
  chatWidget.addClass('jp-AiStream-chatV2');
  chatWidget.disposed.connect(() => bar.dispose());
  // What is not on the page yet takes nothing in.
  await app.started;
  Widget.attach(bar, chatWidget.node);
  // Moved to the other side, the chat is drawn anew, and empties its panel first.
  new MutationObserver(() => {
    if (bar.node.parentElement !== chatWidget.node) {
      chatWidget.node.append(bar.node);
    }
  }).observe(chatWidget.node, { childList: true });
}

/** The button of the chat itself; gone while its settings are shown. */
function gear({ node }: Widget): HTMLElement | null {
  return (
    node.querySelector('[data-testid="SettingsIcon"]')?.closest('button') ??
    null
  );
}

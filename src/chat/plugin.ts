import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import type { TranslationBundle } from '@jupyterlab/translation';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';

import { IStreamingModel, PluginIDs, TRANSLATION_DOMAIN } from '../tokens';
import { joinChats } from './join';

/**
 * The switch in the chats of Jupyter AI 3, or else in the chat of Jupyter AI 2. Awaited by
 * JupyterLab before it opens the first chat.
 */
export const chatPlugin: JupyterFrontEndPlugin<void> = {
  id: PluginIDs.chat,
  description:
    'Adds the streaming switch, and what can be done about failures, to chats.',
  autoStart: true,
  requires: [IStreamingModel],
  optional: [ITranslator],
  activate: async (
    app: JupyterFrontEnd,
    model: IStreamingModel,
    translator: ITranslator | null
  ): Promise<void> => {
    const trans = (translator ?? nullTranslator).load(TRANSLATION_DOMAIN);
    // Not named among the optional tokens: a package that is not there would
    // keep all of this extension from loading.
    const chat = await import('@jupyter/chat').catch(() => null);
    if (chat) {
      await joinChats(app, chat, model, trans);
    } else {
      void joinVersion2(app, model, trans);
    }
  }
};

/** Nothing waits for it: the chat of Jupyter AI 2 is there already. */
async function joinVersion2(
  app: JupyterFrontEnd,
  model: IStreamingModel,
  trans: TranslationBundle
): Promise<void> {
  const token = (await import('@jupyter-ai/core').catch(() => null))?.IJaiCore;
  const core = token && (await app.resolveOptionalService(token));
  if (core) {
    const { joinChatV2 } = await import('./joinV2');
    await joinChatV2(app, core, model, trans);
  }
}

import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';

import { IStreamingModel, PluginIDs, TRANSLATION_DOMAIN } from '../tokens';
import { joinChats } from './join';

/**
 * The switch in the chats of Jupyter AI 3. Awaited by JupyterLab before it
 * opens the first chat.
 */
export const chatPlugin: JupyterFrontEndPlugin<void> = {
  id: PluginIDs.chat,
  description: 'Puts the switch beside the message that is being written.',
  autoStart: true,
  requires: [IStreamingModel],
  optional: [ITranslator],
  activate: async (
    app: JupyterFrontEnd,
    model: IStreamingModel,
    translator: ITranslator | null
  ): Promise<void> => {
    // Not named among the optional tokens: a package that is not there would
    // keep all of this extension from loading.
    let chat: typeof import('@jupyter/chat');
    try {
      chat = await import('@jupyter/chat');
    } catch {
      return; // no Jupyter AI 3
    }
    await joinChats(
      app,
      chat,
      model,
      (translator ?? nullTranslator).load(TRANSLATION_DOMAIN)
    );
  }
};

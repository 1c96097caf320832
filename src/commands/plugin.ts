import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';

import { streamIcon } from '../icon';
import {
  CommandIDs,
  IStreamingModel,
  PluginIDs,
  TRANSLATION_DOMAIN
} from '../tokens';

/** What a user can ask for by name. */
export const commandsPlugin: JupyterFrontEndPlugin<void> = {
  id: PluginIDs.commands,
  description: 'Adds the streaming commands and lists them in the palette.',
  autoStart: true,
  requires: [IStreamingModel],
  optional: [ICommandPalette, ITranslator],
  activate: (
    app: JupyterFrontEnd,
    model: IStreamingModel,
    palette: ICommandPalette | null,
    translator: ITranslator | null
  ): void => {
    const trans = (translator ?? nullTranslator).load(TRANSLATION_DOMAIN);

    app.commands.addCommand(CommandIDs.showStatus, {
      label: trans.__('Streaming: Show Status'),
      caption: trans.__(
        'Show how the chosen chat model is asked, who decided it, and whether the switch is in effect'
      ),
      icon: streamIcon,
      describedBy: { args: { type: 'object', properties: {} } },
      execute: async () => {
        const { showStatus } = await import('../status/dialog');
        await showStatus(model, trans);
      }
    });

    palette?.addItem({
      command: CommandIDs.showStatus,
      category: trans.__('AI Streaming')
    });
  }
};

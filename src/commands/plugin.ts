import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';

import { IStreamingModel, PluginIDs, TRANSLATION_DOMAIN } from '../tokens';
import { extensionName } from '../words/names';
import { addCommands } from './commands';
import { paletteItems } from './palette';

/** What a user can ask for by name. The Settings menu is in the settings schema. */
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
    addCommands(app.commands, model, trans);
    for (const item of paletteItems()) {
      palette?.addItem({ ...item, category: extensionName(trans) });
    }
  }
};

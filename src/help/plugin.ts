import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';

import { CommandIDs, PluginIDs, TRANSLATION_DOMAIN } from '../tokens';
import { extensionName } from '../words/names';

const SECTION = {
  type: 'object',
  properties: {
    section: {
      type: 'string',
      description: 'The ID of a failure, such as "key-rejected".'
    },
    isPalette: {
      type: 'boolean',
      description: 'Whether the label stands alone.'
    }
  }
} as const;

/** The help page, which comes with the extension: there may be no network. */
export const helpPlugin: JupyterFrontEndPlugin<void> = {
  id: PluginIDs.help,
  description: 'Opens the help page about failures of AI models.',
  autoStart: true,
  requires: [IRenderMimeRegistry],
  optional: [ICommandPalette, ITranslator],
  activate: (
    app: JupyterFrontEnd,
    rendermime: IRenderMimeRegistry,
    palette: ICommandPalette | null,
    translator: ITranslator | null
  ): void => {
    const trans = (translator ?? nullTranslator).load(TRANSLATION_DOMAIN);
    app.commands.addCommand(CommandIDs.help, {
      label: ({ isPalette }) =>
        isPalette ? trans.__('Streaming: Help') : trans.__('Help'),
      caption: trans.__(
        'What AI request errors mean, and what to do about them'
      ),
      describedBy: { args: SECTION },
      execute: async ({ section }) => {
        const { showHelp } = await import('./page');
        await showHelp(
          app.shell,
          rendermime,
          trans,
          translator?.languageCode ?? 'en',
          typeof section === 'string' ? section : null
        );
      }
    });
    palette?.addItem({
      command: CommandIDs.help,
      args: { isPalette: true },
      category: extensionName(trans)
    });
  }
};

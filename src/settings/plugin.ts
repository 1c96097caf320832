import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { Notification } from '@jupyterlab/apputils';
import { ISettingRegistry } from '@jupyterlab/settingregistry';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';

import { IStreamingModel, PluginIDs, TRANSLATION_DOMAIN } from '../tokens';
import { explain } from './errors';
import { SettingsLink } from './link';

/** Makes the modes editable in JupyterLab's own settings editors. */
export const settingsPlugin: JupyterFrontEndPlugin<void> = {
  id: PluginIDs.settings,
  description: 'Loads the streaming settings and keeps their editors current.',
  autoStart: true,
  requires: [IStreamingModel],
  optional: [ISettingRegistry, ITranslator],
  activate: (
    _: JupyterFrontEnd,
    model: IStreamingModel,
    registry: ISettingRegistry | null,
    translator: ITranslator | null
  ): void => {
    if (!registry) {
      return;
    }
    const trans = (translator ?? nullTranslator).load(TRANSLATION_DOMAIN);
    const link = new SettingsLink(registry, model, error => {
      console.error('The streaming settings could not be loaded.', error);
      Notification.error(
        trans.__(
          'The streaming settings could not be loaded: %1. Correct them in the JSON Settings Editor, then reload the page.',
          explain(error)
        ),
        { autoClose: false }
      );
    });
    void link.load();
  }
};

import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ISettingRegistry } from '@jupyterlab/settingregistry';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';

import {
  CommandIDs,
  IStreamingModel,
  PluginIDs,
  TRANSLATION_DOMAIN
} from '../tokens';
import { SettingsLink } from './link';
import { inLanguage } from './schema';

/** Makes the modes editable in JupyterLab's own settings editors. */
export const settingsPlugin: JupyterFrontEndPlugin<void> = {
  id: PluginIDs.settings,
  description: 'Loads the streaming settings and keeps their editors current.',
  autoStart: true,
  requires: [IStreamingModel],
  optional: [ISettingRegistry, ITranslator],
  activate: (
    app: JupyterFrontEnd,
    model: IStreamingModel,
    registry: ISettingRegistry | null,
    translator: ITranslator | null
  ): void => {
    const trans = (translator ?? nullTranslator).load(TRANSLATION_DOMAIN);
    const restore = () => app.commands.execute(CommandIDs.restoreSettings);
    // Before that there is neither the command nor who shows notifications.
    void app.started.then(async () => {
      if (registry) {
        whenDamaged(model, async () => {
          const { tellOfDamage } = await import('./damage');
          tellOfDamage(model, trans, restore);
        });
      } else {
        const { mendEmptyPage } = await import('./damage');
        await mendEmptyPage(model, restore, () => window.location.reload());
      }
    });
    if (!registry) {
      return;
    }
    // JupyterLab has kept the settings for this, as their schema asks: nobody has seen them before.
    registry.transform(PluginIDs.settings, {
      fetch: plugin => inLanguage(plugin, trans)
    });
    const report = async (error: unknown) => {
      await model.refresh();
      const { tellOfProblem } = await import('./errors');
      // Of damage the user is told in other words, with a way out.
      tellOfProblem(error, Boolean(model.status?.settings_damaged), trans);
    };
    const link = new SettingsLink(registry, model, error => void report(error));
    void link.load();
  }
};

/** Do something once, when the settings file turns out to be damaged: few ever need it. */
function whenDamaged(model: IStreamingModel, act: () => Promise<void>): void {
  const look = () => {
    if (model.status?.settings_damaged) {
      model.changed.disconnect(look);
      void act();
    }
  };
  model.changed.connect(look);
  look();
}

import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';

import { IStreamingModel, PluginIDs, TRANSLATION_DOMAIN } from '../tokens';
import { Notifier } from './notifier';
import { Told } from './told';

/** Says once that a model turned out not to stream. */
export const noticesPlugin: JupyterFrontEndPlugin<void> = {
  id: PluginIDs.notices,
  description:
    'Notifies once when responses of a model are no longer streamed.',
  autoStart: true,
  requires: [IStreamingModel],
  optional: [ITranslator],
  activate: (
    app: JupyterFrontEnd,
    model: IStreamingModel,
    translator: ITranslator | null
  ): void => {
    new Notifier(
      model,
      app.commands,
      new Told(localStorage),
      (translator ?? nullTranslator).load(TRANSLATION_DOMAIN)
    );
  }
};

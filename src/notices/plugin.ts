import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';

import type { ServerEvent } from '../tokens';
import { IStreamingModel, PluginIDs, TRANSLATION_DOMAIN } from '../tokens';

/** Says once that a model turned out not to stream; loaded when there is something to say. */
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
    const trans = (translator ?? nullTranslator).load(TRANSLATION_DOMAIN);
    const waiting: ServerEvent[] = [];
    const load = async () => {
      const { listen } = await import('./listen');
      model.events.disconnect(onEvent);
      const notifier = listen(model, app.commands, trans);
      waiting.forEach(event => notifier.hear(event));
    };
    const onEvent = (_: IStreamingModel, event: ServerEvent) => {
      if (event.kind === 'capability-changed' && waiting.push(event) === 1) {
        void load();
      }
    };
    model.events.connect(onEvent);
  }
};

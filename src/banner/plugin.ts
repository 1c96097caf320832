import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ILabShell } from '@jupyterlab/application';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';

import { IStreamingModel, PluginIDs, TRANSLATION_DOMAIN } from '../tokens';
import { Announcer } from './announcer';

/** Says at the bottom of the page what failed; the banner is loaded with the first failure. */
export const bannerPlugin: JupyterFrontEndPlugin<void> = {
  id: PluginIDs.banner,
  description: 'Shows a banner when a request to an AI model failed.',
  autoStart: true,
  requires: [IStreamingModel],
  optional: [ILabShell, ITranslator],
  activate: (
    app: JupyterFrontEnd,
    model: IStreamingModel,
    lab: ILabShell | null,
    translator: ITranslator | null
  ): void => {
    const trans = (translator ?? nullTranslator).load(TRANSLATION_DOMAIN);
    const announcer = new Announcer(document.body);
    let loading = false;
    const show = async () => {
      announcer.announce(model.failures);
      if (model.failures.length === 0 || loading) {
        return;
      }
      loading = true;
      const { showBanner } = await import('./widget');
      showBanner(app, lab !== null, model, trans);
      model.changed.disconnect(onChanged);
      model.changed.connect(() => announcer.announce(model.failures));
    };
    const onChanged = () => void show();
    model.changed.connect(onChanged);
    onChanged();
  }
};

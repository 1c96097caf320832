import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';

import { PluginIDs } from '../tokens';
import { wrap } from './wrap';

/** Jupyternaut in the browser (jupyternaut-lite) asks its models itself: it gets them governed. */
export const browserPersonaPlugin: JupyterFrontEndPlugin<void> = {
  id: PluginIDs.browserPersona,
  description:
    'Puts the models of the persona that runs in the browser under the streaming switch.',
  autoStart: true,
  activate: async (app: JupyterFrontEnd): Promise<void> => {
    // Not named among the optional tokens: see the chat's plugin.
    const token = (
      await import('@jupyter-ai/jupyternaut-lite').catch(() => null)
    )?.IProviderRegistry;
    const registry = token && (await app.resolveOptionalService(token));
    if (!registry) {
      return;
    }
    const { serverSettings } = app.serviceManager;
    const done = wrap(registry, async (model, provider, options) => {
      const { govern } = await import('./govern');
      return govern(serverSettings, model, provider, options);
    });
    if (!done) {
      console.warn(
        'AI Streaming: this release of jupyternaut-lite is not known, and its models are left alone.'
      );
    }
  }
};

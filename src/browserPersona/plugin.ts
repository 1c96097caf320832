import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';

import { request } from '../api/request';

/** Jupyternaut in the browser (jupyternaut-lite) asks its models itself: it gets them governed. */
// eslint-disable-next-line jupyter/plugin-description -- the start has no byte left for it
export const browserPersonaPlugin: JupyterFrontEndPlugin<void> = {
  id: 'jupyterlab-ai-stream-toggle:persona',
  autoStart: true,
  activate: async (app: JupyterFrontEnd): Promise<void> => {
    // Not named among the optional tokens: see the chat's plugin.
    const token = (
      await import('@jupyter-ai/jupyternaut-lite').catch(() => null)
    )?.IProviderRegistry;
    const registry = token && (await app.resolveOptionalService(token));
    if (registry) {
      const { begin } = await import('./begin');
      const { serverSettings } = app.serviceManager;
      // Handed on: what a late part imports by itself makes the start larger.
      begin(registry, (...asked) => request(serverSettings, ...asked));
    }
  }
};

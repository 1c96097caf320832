import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';

import { PopupOpener } from '../popup/opener';
import { IStreamingModel, PluginIDs, TRANSLATION_DOMAIN } from '../tokens';
import { StatusItem } from './item';

/** Left of the line and column of an editor. */
const RANK = 4;

/** The switch in the status bar, where there is one. */
export const statusBarPlugin: JupyterFrontEndPlugin<void> = {
  id: PluginIDs.statusBar,
  description: 'Shows in the status bar how the chat model is asked.',
  autoStart: true,
  requires: [IStreamingModel],
  optional: [ITranslator],
  activate: async (
    app: JupyterFrontEnd,
    model: IStreamingModel,
    translator: ITranslator | null
  ): Promise<void> => {
    // Not named among the optional tokens: a package that is not there would
    // keep all of this extension from loading. Nor is a copy brought along: the
    // newest one counts, and would take the place of JupyterLab's own.
    let package_: typeof import('@jupyterlab/statusbar');
    try {
      package_ = await import('@jupyterlab/statusbar');
    } catch {
      return; // such as in Notebook 7
    }
    const statusBar = await app.resolveOptionalService(package_.IStatusBar);
    if (!statusBar) {
      return;
    }
    const trans = (translator ?? nullTranslator).load(TRANSLATION_DOMAIN);
    const opener = new PopupOpener(model, app.commands, trans);
    statusBar.registerStatusItem(PluginIDs.statusBar, {
      align: 'right',
      rank: RANK,
      item: new StatusItem(model, opener, trans)
    });
  }
};

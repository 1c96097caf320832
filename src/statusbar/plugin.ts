import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ILabShell } from '@jupyterlab/application';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';

import { PopupOpener } from '../popup/opener';
import { IStreamingModel, PluginIDs, TRANSLATION_DOMAIN } from '../tokens';
import { StatusItem } from './item';

/** Left of the line and column of an editor. */
const RANK = 4;

/** In Notebook: right of the menus, left of the kernel. */
const MENU_RANK = 1000;

/** The switch in the status bar; in Notebook, which has none, beside the menus. */
export const statusBarPlugin: JupyterFrontEndPlugin<void> = {
  id: PluginIDs.statusBar,
  description: 'Shows in the status bar how the chat model is asked.',
  autoStart: true,
  requires: [IStreamingModel],
  optional: [ILabShell, ITranslator],
  activate: async (
    app: JupyterFrontEnd,
    model: IStreamingModel,
    lab: ILabShell | null,
    translator: ITranslator | null
  ): Promise<void> => {
    // Not named among the optional tokens: a package that is not there would
    // keep all of this extension from loading. Nor is a copy brought along: the
    // newest one counts, and would take the place of JupyterLab's own.
    const package_ = await import('@jupyterlab/statusbar').catch(() => null);
    const statusBar =
      package_ && (await app.resolveOptionalService(package_.IStatusBar));
    if (!statusBar && lab) {
      return; // it was disabled
    }
    const trans = (translator ?? nullTranslator).load(TRANSLATION_DOMAIN);
    const opener = new PopupOpener(model, app.commands, trans);
    const item = new StatusItem(model, opener, trans);
    if (statusBar) {
      statusBar.registerStatusItem(PluginIDs.statusBar, {
        align: 'right',
        rank: RANK,
        item
      });
    } else {
      item.id = PluginIDs.statusBar;
      app.shell.add(item, 'menu', { rank: MENU_RANK });
    }
  }
};

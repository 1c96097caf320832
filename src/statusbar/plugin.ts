import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { IStatusBar } from '@jupyterlab/statusbar';
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
  optional: [IStatusBar, ITranslator],
  activate: (
    app: JupyterFrontEnd,
    model: IStreamingModel,
    statusBar: IStatusBar | null,
    translator: ITranslator | null
  ): void => {
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

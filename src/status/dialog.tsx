import '../../style/status.css';

import { Dialog } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import { UseSignal } from '@jupyterlab/ui-components';
import * as React from 'react';

import type { IStreamingModel } from '../tokens';
import { StatusView } from './view';

const TITLE_ID = 'jp-AiStream-status-title';

/**
 * Show what the model knows, and keep it current while the dialog is open.
 *
 * @returns settles when the dialog is closed.
 */
export async function showStatus(
  model: IStreamingModel,
  trans: TranslationBundle
): Promise<void> {
  void model.refresh();
  const dialog = new Dialog({
    title: (
      <h2 id={TITLE_ID} className="jp-AiStream-title">
        {trans.__('Streaming Status')}
      </h2>
    ),
    body: (
      <UseSignal signal={model.changed}>
        {() => <StatusView model={model} trans={trans} />}
      </UseSignal>
    ),
    buttons: [Dialog.okButton({ label: trans.__('Close') })]
  });
  // JupyterLab names only dialogs whose title and body are plain strings.
  dialog.node.setAttribute('aria-labelledby', TITLE_ID);
  await dialog.launch();
}

import '../../style/dialog.css';

import { Dialog } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

/**
 * Show something that is read, and used, until it is closed.
 *
 * @returns settles when it is closed.
 */
export async function showDialog(
  title: string,
  body: React.ReactElement,
  trans: TranslationBundle
): Promise<void> {
  const dialog = new Dialog({
    title: (
      <h2 id={TITLE_ID} className="jp-AiStream-title">
        {title}
      </h2>
    ),
    body,
    buttons: [Dialog.okButton({ label: trans.__('Close') })]
  });
  // JupyterLab names only dialogs whose title and body are plain strings.
  dialog.node.setAttribute('aria-labelledby', TITLE_ID);
  await dialog.launch();
}

/** One for all: dialogs are shown one after the other. */
const TITLE_ID = 'jp-AiStream-dialog-title';

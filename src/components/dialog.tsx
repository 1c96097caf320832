import '../../style/dialog.css';

import { Dialog } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

/**
 * Show something that is read, and used, until it is closed.
 *
 * @param body - what to show; it may close the dialog.
 * @param isTask - whether there is more to do in it than to read: then the button that goes on
 *   is another one than that which closes it.
 * @param focus - a selector of what gets the focus, and whatever JupyterLab or a page behind the
 *   dialog does with it later; by default the button.
 * @returns settles when it is closed.
 */
export async function showDialog(
  title: string,
  body: (close: () => void) => React.ReactElement,
  trans: TranslationBundle,
  isTask = false,
  focus = ''
): Promise<void> {
  const label = trans.__('Close');
  const dialog = new Dialog<unknown>({
    title: (
      <h2 id={TITLE_ID} className="jp-AiStream-title">
        {title}
      </h2>
    ),
    body: body(() => dialog.reject()),
    focusNodeSelector: focus,
    buttons: [
      isTask ? Dialog.cancelButton({ label }) : Dialog.okButton({ label })
    ]
  });
  dialog.addClass('jp-AiStream-dialog');
  // JupyterLab names only dialogs whose title and body are plain strings.
  dialog.node.setAttribute('aria-labelledby', TITLE_ID);
  // Before JupyterLab's own, which is added when the dialog is shown.
  dialog.node.addEventListener('keydown', goAround, true);
  await dialog.launch();
}

/**
 * From the last button, Tab goes on with the first thing to use. JupyterLab
 * looks for that before React has drawn it, and finds the button itself.
 */
function goAround(event: KeyboardEvent): void {
  const all = (
    event.currentTarget as HTMLElement
  ).querySelectorAll<HTMLElement>(FOCUSABLE);
  if (
    event.key === 'Tab' &&
    !event.shiftKey &&
    document.activeElement === all[all.length - 1]
  ) {
    event.preventDefault();
    event.stopImmediatePropagation();
    all[0]?.focus();
  }
}

const FOCUSABLE =
  'button:not(:disabled), input, select, summary, a[href], [tabindex="0"]';

/** One for all: dialogs are shown one after the other. */
const TITLE_ID = 'jp-AiStream-dialog-title';

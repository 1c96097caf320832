import '../../style/check.css';

import { Dialog } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { IStreamingModel } from '../tokens';
import { CheckView } from './view';

const TITLE_ID = 'jp-AiStream-check-title';

/**
 * Check the connection to a model, or to the one the user is chatting with.
 *
 * @returns settles when the dialog is closed, which ends a check that runs.
 */
export async function showCheck(
  model: IStreamingModel,
  trans: TranslationBundle,
  about: { provider: string | null; model: string | null }
): Promise<void> {
  const target = about.provider
    ? about
    : (model.status?.target ?? { provider: null, model: null });
  const dialog = new Dialog({
    title: (
      <h2 id={TITLE_ID} className="jp-AiStream-title">
        {target.provider
          ? trans.__(
              'Connection to %1',
              [target.provider, target.model].filter(Boolean).join(':')
            )
          : trans.__('Connection')}
      </h2>
    ),
    body: (
      <CheckView
        model={model}
        trans={trans}
        provider={target.provider}
        name={target.model}
      />
    ),
    buttons: [Dialog.okButton({ label: trans.__('Close') })]
  });
  // JupyterLab names only dialogs whose title and body are plain strings.
  dialog.node.setAttribute('aria-labelledby', TITLE_ID);
  await dialog.launch();
}

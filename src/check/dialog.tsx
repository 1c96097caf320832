import '../../style/check.css';

import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import { showDialog } from '../components/dialog';
import type { IStreamingModel } from '../tokens';
import { CheckView } from './view';

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
  await showDialog(
    target.provider
      ? trans.__(
          'Connection to %1',
          [target.provider, target.model].filter(Boolean).join(':')
        )
      : trans.__('Connection'),
    () => (
      <CheckView
        model={model}
        trans={trans}
        provider={target.provider}
        name={target.model}
      />
    ),
    trans,
    true,
    '.jp-AiStream-check'
  );
}

import '../../style/recovery.css';

import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import { showDialog } from '../components/dialog';
import type { IStreamingModel } from '../tokens';
import { RecoveryView } from './view';

/**
 * Show what is wrong with the settings file, and bring the last good settings
 * back when the user says so.
 *
 * @returns settles when the dialog is closed.
 */
export async function showRecovery(
  model: IStreamingModel,
  trans: TranslationBundle
): Promise<void> {
  await showDialog(
    trans.__('Restore Settings'),
    () => <RecoveryView model={model} trans={trans} />,
    trans
  );
}

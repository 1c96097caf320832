import '../../style/status.css';

import type { TranslationBundle } from '@jupyterlab/translation';
import { UseSignal } from '@jupyterlab/ui-components';
import * as React from 'react';

import { showDialog } from '../components/dialog';
import type { IStreamingModel } from '../tokens';
import { StatusView } from './view';

/**
 * Show what the model knows, and keep it current while the dialog is open.
 *
 * @param onRestore - opens another dialog; JupyterLab shows that once this one is closed.
 * @returns settles when the dialog is closed.
 */
export async function showStatus(
  model: IStreamingModel,
  trans: TranslationBundle,
  onRestore: () => void
): Promise<void> {
  void model.refresh();
  await showDialog(
    trans.__('Streaming Status'),
    close => (
      <UseSignal signal={model.changed}>
        {() => (
          <StatusView
            model={model}
            trans={trans}
            onRestore={() => {
              close();
              onRestore();
            }}
          />
        )}
      </UseSignal>
    ),
    trans
  );
}

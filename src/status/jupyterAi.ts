import type { TranslationBundle } from '@jupyterlab/translation';

import type { JupyterAi } from '../api/wire';

/** The Jupyter AI that was found. */
export function jupyterAiWords(
  found: JupyterAi,
  trans: TranslationBundle
): string {
  if (found.generation === 'none') {
    return trans.__('Not installed');
  }
  return found.version ?? trans.__('Unknown version');
}

/**
 * What several views offer to do, as the text of a button.
 */
import type { TranslationBundle } from '@jupyterlab/translation';

export function checkConnectionLabel(trans: TranslationBundle): string {
  return trans.__('Check Connection…');
}

export function restoreSettingsLabel(trans: TranslationBundle): string {
  return trans.__('Restore Settings…');
}

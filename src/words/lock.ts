import type { TranslationBundle } from '@jupyterlab/translation';

import type { Decision } from '../api/wire';

/** Why a mode cannot be changed: the administrator's own words. */
export function lockWords(
  { lock_reason }: Pick<Decision, 'lock_reason'>,
  trans: TranslationBundle
): string {
  return trans.__('Locked by your administrator: %1', lock_reason);
}

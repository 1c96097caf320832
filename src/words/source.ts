import type { TranslationBundle } from '@jupyterlab/translation';

import type { Decision } from '../api/wire';

/** Who decided a mode. */
export function sourceWords(
  { source, locked }: Pick<Decision, 'source' | 'locked'>,
  trans: TranslationBundle
): string {
  switch (source) {
    case 'administrator-lock':
      return locked
        ? trans.__('Locked by your administrator')
        : trans.__('Limited by your administrator');
    case 'model-setting':
      return trans.__('Your setting for this model');
    case 'provider-setting':
      return trans.__('Your setting for this provider');
    case 'user-default':
      return trans.__('Your setting for all providers');
    case 'administrator-default':
      return trans.__('Your administrator’s default');
    case 'built-in':
      return trans.__('Default');
  }
}

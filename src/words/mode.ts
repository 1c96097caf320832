import type { TranslationBundle } from '@jupyterlab/translation';

import type { Mode } from '../api/wire';

/** In the order in which they are offered, and cycled through. */
export const MODES: readonly Mode[] = ['auto', 'on', 'off'];

/** The name of a mode, as a label. */
export function modeName(mode: Mode, trans: TranslationBundle): string {
  switch (mode) {
    case 'auto':
      return trans.__('Auto');
    case 'on':
      return trans.__('On');
    case 'off':
      return trans.__('Off');
  }
}

/** What a mode means, as the text of a choice. */
export function modeWords(mode: Mode, trans: TranslationBundle): string {
  switch (mode) {
    case 'auto':
      return trans.__('Auto: streams where supported');
    case 'on':
      return trans.__('On: always streams');
    case 'off':
      return trans.__('Off: responses arrive all at once');
  }
}

import type { TranslationBundle } from '@jupyterlab/translation';

import type { Decision } from '../api/wire';
import { modeName } from './mode';
import { sourceWords } from './source';

/** The mode in force, and who decided it. */
export function decidedWords(
  { mode, source }: Pick<Decision, 'mode' | 'source'>,
  trans: TranslationBundle
): string {
  return trans.__('%1 (%2)', modeName(mode, trans), sourceWords(source, trans));
}

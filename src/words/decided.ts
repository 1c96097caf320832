import type { TranslationBundle } from '@jupyterlab/translation';

import type { Decision } from '../api/wire';
import { modeName } from './mode';
import { sourceWords } from './source';

/** The mode in force, and who decided it. */
export function decidedWords(
  decision: Pick<Decision, 'mode' | 'source' | 'locked'>,
  trans: TranslationBundle
): string {
  return trans.__(
    '%1 (%2)',
    modeName(decision.mode, trans),
    sourceWords(decision, trans)
  );
}

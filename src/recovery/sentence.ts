import type { TranslationBundle } from '@jupyterlab/translation';

/** Words that stand alone, with the full stop of the language. */
export function sentence(words: string, trans: TranslationBundle): string {
  return trans.__('%1.', words);
}

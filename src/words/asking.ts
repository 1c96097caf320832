import type { TranslationBundle } from '@jupyterlab/translation';

/** There was no answer from the server yet. */
export function askingWords(trans: TranslationBundle): string {
  return trans.__('Loading…');
}

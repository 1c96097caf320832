import type { TranslationBundle } from '@jupyterlab/translation';

/** The switch decides nothing here; why not, is for the server to say. */
export function noEffectWords(trans: TranslationBundle): string {
  return trans.__('AI Streaming has no effect.');
}

import type { TranslationBundle } from '@jupyterlab/translation';

/**
 * The name of a button of which there are several, for those who do not see
 * where it stands. It begins with what is written on it, so that the button can
 * also be called by its text (WCAG 2.5.3).
 */
export function textAbout(
  text: string,
  what: string,
  trans: TranslationBundle
): string {
  return trans.__('%1 (%2)', text, what);
}

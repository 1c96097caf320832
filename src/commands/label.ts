import type { TranslationBundle } from '@jupyterlab/translation';
import type { ReadonlyPartialJSONObject } from '@lumino/coreutils';

/** What a command is called: in its own menu, and where it stands among all others. */
export function labelled(
  text: string,
  trans: TranslationBundle
): (args: ReadonlyPartialJSONObject) => string {
  return ({ isPalette }) =>
    isPalette ? trans.__('Streaming: %1', text) : text;
}

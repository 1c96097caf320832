/**
 * What the extension and its switch are called.
 */
import type { TranslationBundle } from '@jupyterlab/translation';

/** The extension: in the palette, and in the Settings Editor. */
export function extensionName(trans: TranslationBundle): string {
  return trans.__('AI Streaming');
}

export function switchName(trans: TranslationBundle): string {
  return trans.__('Streaming');
}

/** The switch of one provider or model, for those who do not see where it stands. */
export function switchNameOf(owner: string, trans: TranslationBundle): string {
  return trans.__('Streaming of %1', owner);
}

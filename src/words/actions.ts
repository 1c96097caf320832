/**
 * What several views offer to do, as the text of a button.
 */
import type { TranslationBundle } from '@jupyterlab/translation';

export function checkConnectionLabel(trans: TranslationBundle): string {
  return trans.__('Check Connection…');
}

export function restoreSettingsLabel(trans: TranslationBundle): string {
  return trans.__('Restore Settings…');
}

/** A model that was found not to stream, or is set not to, is asked for a stream again. */
export function retryStreamingLabel(trans: TranslationBundle): string {
  return trans.__('Retry Streaming');
}

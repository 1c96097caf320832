/**
 * The closed sets of the wire in words. Each is a `switch`, so that the
 * compiler finds the place when the server learns a new value.
 */
import type { TranslationBundle } from '@jupyterlab/translation';

import type { Delivery, JupyterAi, Mode, Source } from '../api/wire';
import type { IUnavailable } from '../tokens';

export function modeWords(mode: Mode, trans: TranslationBundle): string {
  switch (mode) {
    case 'auto':
      return trans.__('Auto: stream where it works');
    case 'on':
      return trans.__('On: always stream');
    case 'off':
      return trans.__('Off: answers arrive whole');
  }
}

export function sourceWords(source: Source, trans: TranslationBundle): string {
  switch (source) {
    case 'administrator-lock':
      return trans.__('Your administrator, who locked it');
    case 'model-setting':
      return trans.__('Your setting for this model');
    case 'provider-setting':
      return trans.__('Your setting for this provider');
    case 'user-default':
      return trans.__('Your setting for all providers');
    case 'administrator-default':
      return trans.__('Your administrator’s default');
    case 'built-in':
      return trans.__('Nobody: this is the built-in default');
  }
}

export function deliveryWords(
  delivery: Delivery,
  trans: TranslationBundle
): string {
  switch (delivery) {
    case 'stream':
      return trans.__('Streamed, word by word');
    case 'stream-without-options':
      return trans.__('Streamed, without token counts (no stream_options)');
    case 'plain':
      return trans.__('Whole, in one plain request');
  }
}

export function jupyterAiWords(
  found: JupyterAi,
  trans: TranslationBundle
): string {
  if (found.generation === 'none') {
    return trans.__('Not installed');
  }
  return found.version ?? trans.__('Of an unknown version');
}

export function unavailableWords(
  { reason, detail }: IUnavailable,
  trans: TranslationBundle
): string {
  switch (reason) {
    case 'missing':
      return trans.__(
        'The server runs without this extension. Install or enable jupyterlab-ai-stream-toggle where the server runs, then restart it.'
      );
    case 'refused':
      return trans.__(
        'The server does not let you see this: %1. Log in again, or ask your administrator.',
        detail
      );
    case 'unreachable':
      return trans.__(
        'The server does not answer: %1. What is shown may be out of date.',
        detail
      );
    case 'failed':
      return trans.__(
        'The server could not say: %1. Its log says more.',
        detail
      );
  }
}

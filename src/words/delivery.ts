import type { TranslationBundle } from '@jupyterlab/translation';

import type { Delivery } from '../api/wire';

/** How a reply is fetched. */
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

import type { TranslationBundle } from '@jupyterlab/translation';

import type { IUnavailable } from '../tokens';

/** Why there is no fresh answer from the server. */
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

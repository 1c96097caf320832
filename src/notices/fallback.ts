import type { TranslationBundle } from '@jupyterlab/translation';

import type { Evidence } from '../api/wire';

/** What happened, for somebody who has just sent a message. */
export function fallbackWords(
  evidence: Evidence,
  model: string,
  trans: TranslationBundle
): string {
  switch (evidence) {
    case 'refused':
      return trans.__('%1 does not support streaming.', model);
    case 'answered-whole':
      return trans.__(
        '%1 responds all at once even when streaming is requested.',
        model
      );
    case 'failed':
      return trans.__('Streaming from %1 failed.', model);
    case 'ended-empty':
      return trans.__('Streaming from %1 ended without a response.', model);
    case 'silent':
      return trans.__('Streaming from %1 sent nothing in time.', model);
    case 'broke-off':
      return trans.__(
        'Streaming from %1 broke off several times in a row.',
        model
      );
    case 'stream-required':
      return trans.__('%1 supports streaming only.', model);
    case 'stream-worked':
      return trans.__('Streaming from %1 works.', model);
  }
}

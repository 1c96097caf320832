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
      return trans.__('%1 refuses streams.', model);
    case 'answered-whole':
      return trans.__(
        '%1 answers in one piece even when asked for a stream.',
        model
      );
    case 'failed':
      return trans.__('Streaming from %1 failed.', model);
    case 'ended-empty':
      return trans.__('A stream from %1 ended without an answer.', model);
    case 'silent':
      return trans.__('A stream from %1 stayed silent.', model);
    case 'broke-off':
      return trans.__(
        'Streams from %1 broke off several times in a row.',
        model
      );
    case 'stream-required':
      return trans.__('%1 takes only streams.', model);
    case 'stream-worked':
      return trans.__('Streaming from %1 works.', model);
  }
}

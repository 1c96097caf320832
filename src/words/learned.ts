import type { TranslationBundle } from '@jupyterlab/translation';

import type { Learned } from '../api/wire';
import { moment } from './moment';
import { unmarkedWords } from './unmarked';

/** What was found out, and until when it counts, in one or two sentences. */
export function learnedWords(
  learned: Learned,
  trans: TranslationBundle
): string {
  const seen = [
    evidenceWords(learned, trans),
    learned.evidence === 'broke-off' ? '' : breakWords(learned, trans),
    learned.marks_end === false ? unmarkedWords(null, trans) : ''
  ]
    .filter(Boolean)
    .join(' ');
  return learned.delivery === 'stream'
    ? seen
    : trans.__(
        '%1 A stream is tried again on %2.',
        seen,
        moment(learned.expires)
      );
}

/** What a reply showed, and when. */
function evidenceWords(learned: Learned, trans: TranslationBundle): string {
  const { delivery, evidence, last_seen } = learned;
  const when = moment(last_seen);
  switch (evidence) {
    case 'stream-worked':
      return trans.__('A stream worked on %1.', when);
    case 'refused':
      return delivery === 'stream-without-options'
        ? trans.__('The endpoint refused stream_options on %1.', when)
        : trans.__('The endpoint refused a stream on %1.', when);
    case 'answered-whole':
      return trans.__(
        'Asked for a stream, the endpoint sent one whole answer on %1.',
        when
      );
    case 'stream-required':
      return trans.__(
        'The endpoint said on %1 that it takes only streams.',
        when
      );
    case 'failed':
      return trans.__(
        'A stream failed on %1, and a plain request was answered.',
        when
      );
    case 'ended-empty':
      return trans.__(
        'A stream ended without an answer on %1, and a plain request was answered.',
        when
      );
    case 'silent':
      return trans.__(
        'A stream stayed silent on %1, and a plain request was answered first.',
        when
      );
    case 'broke-off':
      return breakWords(learned, trans);
  }
}

/** How often in a row streams broke off, and when; nothing where the last one did not. */
function breakWords(
  { breaks, broken_at }: Learned,
  trans: TranslationBundle
): string {
  if (!broken_at) {
    return '';
  }
  const when = moment(broken_at);
  return breaks > 1
    ? trans.__('The last %1 streams broke off, the latest on %2.', breaks, when)
    : trans.__('The last stream broke off on %1.', when);
}

import type { TranslationBundle } from '@jupyterlab/translation';

import type { Learned } from '../api/wire';
import { moment } from './moment';
import { unmarkedWords } from './unmarked';

/** What was found out, and until when it counts, in one or two sentences. */
export function learnedWords(
  learned: Learned,
  trans: TranslationBundle
): string {
  const evidence = evidenceWords(learned, trans);
  const seen =
    learned.marks_end === false
      ? `${evidence} ${unmarkedWords(null, trans)}`
      : evidence;
  return learned.delivery === 'stream'
    ? seen
    : trans.__(
        '%1 A stream is tried again on %2.',
        seen,
        moment(learned.expires)
      );
}

/** What a reply showed, and when. */
function evidenceWords(
  { delivery, evidence, last_seen }: Omit<Learned, 'id' | 'marks_end'>,
  trans: TranslationBundle
): string {
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
  }
}

import type { TranslationBundle } from '@jupyterlab/translation';

import type { Learned, Mode } from '../api/wire';
import { moment } from './moment';
import { unmarkedWords } from './unmarked';

/**
 * What was detected, and until when it counts, in one or two sentences.
 *
 * @param mode - the one in force: only `auto` goes by what was detected, and retries.
 */
export function learnedWords(
  learned: Omit<Learned, 'id'>,
  mode: Mode,
  trans: TranslationBundle
): string {
  const seen = [
    evidenceWords(learned, trans),
    learned.evidence === 'broke-off' ? '' : breakWords(learned, trans),
    learned.marks_end === false ? unmarkedWords(null, trans) : '',
    learned.from_administrator ? trans.__('Known by your administrator.') : ''
  ]
    .filter(Boolean)
    .join(' ');
  return learned.delivery === 'stream' || mode !== 'auto'
    ? seen
    : trans.__('%1 Will retry on %2.', seen, moment(learned.expires));
}

/** What a response showed, and when. */
function evidenceWords(
  learned: Pick<
    Learned,
    'delivery' | 'evidence' | 'last_seen' | 'breaks' | 'broken_at'
  >,
  trans: TranslationBundle
): string {
  const { delivery, evidence, last_seen } = learned;
  const when = moment(last_seen);
  switch (evidence) {
    case 'stream-worked':
      return trans.__('Streaming worked on %1.', when);
    case 'refused':
      return delivery === 'stream-without-options'
        ? trans.__('The stream_options parameter was rejected on %1.', when)
        : trans.__('Streaming was rejected on %1.', when);
    case 'answered-whole':
      return trans.__(
        'The response to a streaming request came all at once on %1.',
        when
      );
    case 'stream-required':
      return trans.__(
        'The endpoint said on %1 that it requires streaming.',
        when
      );
    case 'failed':
      return trans.__(
        'Streaming failed on %1; a non-streaming request succeeded.',
        when
      );
    case 'ended-empty':
      return trans.__(
        'Streaming ended without a response on %1; a non-streaming request succeeded.',
        when
      );
    case 'silent':
      return trans.__(
        'Streaming stayed silent on %1; a non-streaming request was faster.',
        when
      );
    case 'broke-off':
      return breakWords(learned, trans);
  }
}

/** How often in a row streams broke off, and when; nothing where the last one did not. */
function breakWords(
  { breaks, broken_at }: Pick<Learned, 'breaks' | 'broken_at'>,
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

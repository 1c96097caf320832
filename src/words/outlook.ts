import type { TranslationBundle } from '@jupyterlab/translation';

import type { Capability, Learned, Mode, Outlook } from '../api/wire';
import { learnedWords } from './learned';
import { moment } from './moment';

/** What is decided about a model, or what was detected about it, as far as it is needed here. */
export interface IProspect {
  readonly mode: Mode;
  readonly outlook: Outlook;
  readonly learned: Omit<Learned, 'id'> | null;
}

/** What was detected about a model, with the mode that is in force for it. */
export function prospectOf(finding: Capability): IProspect {
  const { mode, outlook } = finding;
  return { mode, outlook, learned: finding };
}

/** What will become of the next response: one line, the same in every view and on the command line. */
export function outlookWords(
  { mode, outlook, learned }: IProspect,
  trans: TranslationBundle
): string {
  const when = learned ? moment(learned.last_seen) : '';
  const withoutOptions = learned?.delivery === 'stream-without-options';
  switch (outlook) {
    case 'streamed':
      return withoutOptions
        ? trans.__('Streamed, without token counts')
        : trans.__('Streamed');
    case 'untested':
      return mode === 'auto'
        ? trans.__('Streamed, or all at once if streaming fails')
        : trans.__('Streamed, if the endpoint supports it');
    case 'all-at-once':
      return trans.__('All at once (no streaming)');
    case 'may-fail':
      return trans.__('May fail: streaming failed on %1', when);
    case 'fails':
      if (learned?.evidence === 'stream-required') {
        return trans.__(
          'Will fail: the endpoint requires streaming, as it said on %1',
          when
        );
      }
      return withoutOptions
        ? trans.__(
            'Will fail: the endpoint rejected stream_options on %1',
            when
          )
        : trans.__('Will fail: the endpoint rejected streaming on %1', when);
  }
}

/** The same in two or three words, to stand behind the mode. */
export function outlookName(
  outlook: Outlook,
  trans: TranslationBundle
): string {
  switch (outlook) {
    case 'streamed':
      return trans.__('streamed');
    case 'untested':
      return trans.__('not tested yet');
    case 'all-at-once':
      return trans.__('all at once');
    case 'may-fail':
      return trans.__('may fail');
    case 'fails':
      return trans.__('will fail');
  }
}

/** Whether the mode asks for what the endpoint would not give. */
export function isWarning(outlook: Outlook): boolean {
  return outlook === 'fails' || outlook === 'may-fail';
}

/**
 * What was detected, where that is the reason for what will become of the next response.
 *
 * @returns `null` where the mode alone is the reason, or the outlook has said it.
 */
export function becauseWords(
  { mode, outlook, learned }: IProspect,
  trans: TranslationBundle
): string | null {
  return !learned || mode === 'off' || isWarning(outlook)
    ? null
    : learnedWords(learned, mode, trans);
}

import type { TranslationBundle } from '@jupyterlab/translation';

import type { Decision, Mode } from '../api/wire';
import type { IStreamingModel } from '../tokens';
import { askingWords } from './asking';
import { deliveryWords } from './delivery';
import { learnedWords } from './learned';
import { noEffectWords } from './noEffect';
import { sourceWords } from './source';
import { unavailableWords } from './unavailable';

/** As much of the model as there is to sum up. */
export type Known = Pick<
  IStreamingModel,
  'status' | 'providers' | 'unavailable' | 'chat'
>;

/** Where the chat the user is in stands, for a glance. */
export interface ISummary {
  /**
   * - `stream`, `plain`: what the next answer will be.
   * - `none`: the switch does not apply here; `now` says why.
   * - `unknown`: the server gave no answer; `now` says why.
   */
  readonly kind: 'stream' | 'plain' | 'none' | 'unknown';
  /** A few words, such as "Streaming: auto". */
  readonly short: string;
  /** What happens with the next message, or why the switch does not apply. */
  readonly now: string;
  /** Why that is so; `null` where `now` says it all. */
  readonly why: string | null;
}

export function summarize(known: Known, trans: TranslationBundle): ISummary {
  const { status, unavailable, chat } = known;
  if (unavailable) {
    return {
      kind: 'unknown',
      short: trans.__('Streaming: unknown'),
      now: unavailableWords(unavailable, trans),
      why: null
    };
  }
  if (!status) {
    return {
      kind: 'unknown',
      short: trans.__('Streaming: …'),
      now: askingWords(trans),
      why: null
    };
  }
  if (!status.in_effect) {
    const missing = status.jupyter_ai.generation === 'none';
    return none(
      missing
        ? trans.__('Streaming: no Jupyter AI')
        : trans.__('Streaming: no effect'),
      status.why_not?.text ?? noEffectWords(trans)
    );
  }
  if (chat?.agent) {
    return none(
      trans.__('Streaming: by %1', chat.agent),
      trans.__(
        '%1 answers in this chat and manages its own streaming. The switch is for Jupyternaut.',
        chat.agent
      )
    );
  }
  const { target, decision } = status;
  if (!target || !decision) {
    return none(
      trans.__('Streaming: no model'),
      trans.__(
        'No chat model is chosen in Jupyter AI. The switch applies once there is one.'
      )
    );
  }
  return {
    kind: decision.delivery === 'plain' ? 'plain' : 'stream',
    short: shortWords(decision.mode, trans),
    now: deliveryWords(decision.delivery, trans),
    why: whyWords(decision, trans)
  };
}

/** What is asked for and who decided it, then what was found out about it. */
function whyWords(decision: Decision, trans: TranslationBundle): string {
  return decision.learned
    ? learnedWords(decision.learned, trans)
    : sourceWords(decision.source, trans);
}

function none(short: string, now: string): ISummary {
  return { kind: 'none', short, now, why: null };
}

function shortWords(mode: Mode, trans: TranslationBundle): string {
  switch (mode) {
    case 'auto':
      return trans.__('Streaming: auto');
    case 'on':
      return trans.__('Streaming: on');
    case 'off':
      return trans.__('Streaming: off');
  }
}

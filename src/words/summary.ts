import type { TranslationBundle } from '@jupyterlab/translation';

import type { IStreamingModel } from '../tokens';
import { askingWords } from './asking';
import { modeName } from './mode';
import { noEffectWords } from './noEffect';
import { becauseWords, isWarning, outlookName, outlookWords } from './outlook';
import { reachWords } from './reach';
import { sourceWords } from './source';
import { unavailableName, unavailableWords } from './unavailable';

/** As much of the model as there is to sum up. */
export type Known = Pick<
  IStreamingModel,
  'status' | 'providers' | 'unavailable' | 'chat'
>;

/** Where the chat the user is in stands, for a glance. */
export interface ISummary {
  /**
   * - `stream`, `plain`: how the next response is asked for.
   * - `warning`: it is asked for in a way that the endpoint would not take; `now` says why.
   * - `none`: the switch does not apply here, or to models not known beforehand; `now` says why.
   * - `unknown`: the server gave no answer; `now` says why.
   */
  readonly kind: 'stream' | 'plain' | 'warning' | 'none' | 'unknown';
  /** A few words, such as "Streaming: Auto (all at once)". */
  readonly short: string;
  /** What will become of the next response, or why the switch does not apply. */
  readonly now: string;
  /** Why that is so; `null` where `now` says it all. */
  readonly why: string | null;
}

export function summarize(known: Known, trans: TranslationBundle): ISummary {
  const { status, unavailable, chat } = known;
  if (unavailable) {
    return {
      kind: 'unknown',
      short: short(unavailableName(unavailable, trans), trans),
      now: unavailableWords(unavailable, trans),
      why: null
    };
  }
  if (!status) {
    return {
      kind: 'unknown',
      short: short('…', trans),
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
    const known = status.personas.find(({ id }) => id === chat.persona);
    const reach = known?.reach ?? 'unknown';
    return none(
      reach === 'governed'
        ? trans.__('Streaming: set per model')
        : trans.__('Streaming: by %1', chat.agent),
      reachWords({ name: chat.agent, reach }, trans)
    );
  }
  const { target, decision } = status;
  if (!target || !decision) {
    return none(
      trans.__('Streaming: no model'),
      trans.__(
        'No chat model is selected in Jupyter AI. Streaming applies once there is one.'
      )
    );
  }
  return {
    kind: isWarning(decision.outlook)
      ? 'warning'
      : decision.delivery === 'plain'
        ? 'plain'
        : 'stream',
    short: trans.__(
      'Streaming: %1 (%2)',
      modeName(decision.mode, trans),
      outlookName(decision.outlook, trans)
    ),
    now: outlookWords(decision, trans),
    why: becauseWords(decision, trans) ?? sourceWords(decision, trans)
  };
}

function none(words: string, now: string): ISummary {
  return { kind: 'none', short: words, now, why: null };
}

function short(state: string, trans: TranslationBundle): string {
  return trans.__('Streaming: %1', state);
}

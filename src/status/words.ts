/**
 * The closed sets of the wire in words. Each is a `switch`, so that the
 * compiler finds the place when the server learns a new value.
 */
import type { TranslationBundle } from '@jupyterlab/translation';

import type {
  Delivery,
  Evidence,
  JupyterAi,
  Learned,
  Mode,
  Source
} from '../api/wire';
import type { IUnavailable } from '../tokens';

/** The name of a mode, as a label. */
export function modeName(mode: Mode, trans: TranslationBundle): string {
  switch (mode) {
    case 'auto':
      return trans.__('Auto');
    case 'on':
      return trans.__('On');
    case 'off':
      return trans.__('Off');
  }
}

export function modeWords(mode: Mode, trans: TranslationBundle): string {
  switch (mode) {
    case 'auto':
      return trans.__('Auto: stream where it works');
    case 'on':
      return trans.__('On: always stream');
    case 'off':
      return trans.__('Off: answers arrive whole');
  }
}

export function sourceWords(source: Source, trans: TranslationBundle): string {
  switch (source) {
    case 'administrator-lock':
      return trans.__('Your administrator, who locked it');
    case 'model-setting':
      return trans.__('Your setting for this model');
    case 'provider-setting':
      return trans.__('Your setting for this provider');
    case 'user-default':
      return trans.__('Your setting for all providers');
    case 'administrator-default':
      return trans.__('Your administrator’s default');
    case 'built-in':
      return trans.__('Built-in default');
  }
}

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
export function evidenceWords(
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

/**
 * What cannot be seen of responses that do not mark their end.
 *
 * @param model - its name; `null` where it is clear.
 */
export function unmarkedWords(
  model: string | null,
  trans: TranslationBundle
): string {
  return model === null
    ? trans.__(
        'Its responses do not mark their end: one that is cut off looks complete.'
      )
    : trans.__(
        'Responses from %1 do not mark their end: one that is cut off looks complete.',
        model
      );
}

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
    case 'stream-required':
      return trans.__('%1 takes only streams.', model);
    case 'stream-worked':
      return trans.__('Streaming from %1 works.', model);
  }
}

/**
 * A day, or within a day of now the time too, as the user's language writes it.
 *
 * @param time - ISO 8601.
 */
export function moment(time: string, now = new Date()): string {
  const date = new Date(time);
  const close = Math.abs(date.getTime() - now.getTime()) < DAY;
  return new Intl.DateTimeFormat(document.documentElement.lang || 'en', {
    month: 'short',
    day: 'numeric',
    ...(close ? { hour: 'numeric', minute: '2-digit' } : {})
  }).format(date);
}

/** In milliseconds. */
const DAY = 24 * 60 * 60 * 1000;

export function jupyterAiWords(
  found: JupyterAi,
  trans: TranslationBundle
): string {
  if (found.generation === 'none') {
    return trans.__('Not installed');
  }
  return found.version ?? trans.__('Of an unknown version');
}

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

import type { TranslationBundle } from '@jupyterlab/translation';

import type { Failure } from '../api/wire';
import { modelName } from '../words/modelName';
import { apiVersionTerm, contentTypeTerm, endpointTerm } from '../words/terms';

/** What was seen, by names; nothing in it is a secret. */
export function factsOf(
  failure: Failure,
  trans: TranslationBundle
): [name: string, value: string][] {
  const { endpoint, api_version, status, code } = failure;
  const all: [string, string | number | null][] = [
    [trans.__('Failure'), failure.diagnosis],
    [trans.__('Persona'), failure.persona],
    [trans.__('Model'), modelName(failure)],
    [endpointTerm(trans), endpoint],
    [apiVersionTerm(trans), api_version],
    [trans.__('HTTP status'), status],
    [trans.__('Code'), code],
    [trans.__('Parameter'), failure.parameter],
    [contentTypeTerm(trans), failure.content_type],
    [trans.__('Sent to'), failure.request ?? notSeen(trans)],
    [trans.__('Redirected to'), failure.redirected],
    [trans.__('Seen'), seen(failure, trans)]
  ];
  return all
    .filter(([, value]) => value !== null && value !== '')
    .map(([name, value]) => [name, String(value)]);
}

/** Who said what, word for word. */
export function quotesOf(
  { answer, raw }: Failure,
  trans: TranslationBundle
): [who: string, text: string][] {
  const all: [string, string][] = [
    [trans.__('Response'), answer],
    [trans.__('Client library'), raw]
  ];
  return all.filter(([, text]) => text);
}

/** For the clipboard. */
export function detailsText(
  failure: Failure,
  trans: TranslationBundle
): string {
  const { title, explanation, hint } = failure;
  return [
    title,
    `${explanation} ${hint}`,
    '',
    ...factsOf(failure, trans).map(([name, value]) => `${name}: ${value}`),
    ...quotesOf(failure, trans).map(([who, text]) => `\n${who}:\n${text}`)
  ].join('\n');
}

function notSeen(trans: TranslationBundle): string {
  return trans.__('not seen; the client library reported the failure');
}

function seen({ count, last_seen }: Failure, trans: TranslationBundle): string {
  const last = new Date(last_seen).toLocaleString();
  return count > 1 ? trans.__('%1 times, last on %2', count, last) : last;
}

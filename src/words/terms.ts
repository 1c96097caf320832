/**
 * The names of facts that several views list.
 */
import type { TranslationBundle } from '@jupyterlab/translation';

export function endpointTerm(trans: TranslationBundle): string {
  return trans.__('Endpoint');
}

export function apiVersionTerm(trans: TranslationBundle): string {
  return trans.__('API version');
}

export function contentTypeTerm(trans: TranslationBundle): string {
  return trans.__('Content type');
}

/** How the next answer is fetched. */
export function nextAnswerTerm(trans: TranslationBundle): string {
  return trans.__('Next answer');
}

/** Why it is fetched so. */
export function becauseTerm(trans: TranslationBundle): string {
  return trans.__('Because');
}

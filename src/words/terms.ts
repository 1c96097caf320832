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

/** What will become of the next response. */
export function nextResponseTerm(trans: TranslationBundle): string {
  return trans.__('Next response');
}

/** Why that is so. */
export function becauseTerm(trans: TranslationBundle): string {
  return trans.__('Because');
}

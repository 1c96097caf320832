import { ServerConnection } from '@jupyterlab/services';

import { AnswerError, RequestError } from '../api/errors';
import type { IUnavailable } from '../tokens';

/**
 * Sort what a request failed with by what the user can do about it.
 *
 * @param known - whether the server has answered this tab before.
 */
export function unavailable(error: unknown, known: boolean): IUnavailable {
  return { reason: reasonOf(error, known), detail: detailOf(error) };
}

function reasonOf(error: unknown, known: boolean): IUnavailable['reason'] {
  if (error instanceof RequestError) {
    switch (error.status) {
      case 401:
        return 'logged-out';
      case 403:
        return known ? 'logged-out' : 'refused';
      case 404:
        // Whoever says so now is not the server that has answered.
        return known ? 'stopped' : 'missing';
      case 424: // JupyterHub, of a server that does not run
      case 502:
      case 503:
      case 504:
        return 'stopped';
      default:
        return 'failed';
    }
  }
  if (error instanceof AnswerError) {
    return error.redirected ? 'logged-out' : 'failed';
  }
  return error instanceof ServerConnection.NetworkError
    ? 'unreachable'
    : 'failed';
}

function detailOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

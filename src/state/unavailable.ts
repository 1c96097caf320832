import { ServerConnection } from '@jupyterlab/services';

import { RequestError } from '../api/errors';
import type { IUnavailable } from '../tokens';

/** Sort what a request failed with by what the user can do about it. */
export function unavailable(error: unknown): IUnavailable {
  return { reason: reasonOf(error), detail: detailOf(error) };
}

function reasonOf(error: unknown): IUnavailable['reason'] {
  if (error instanceof RequestError) {
    switch (error.status) {
      case 404:
        return 'missing';
      case 401:
      case 403:
        return 'refused';
      default:
        return 'failed';
    }
  }
  return error instanceof ServerConnection.NetworkError
    ? 'unreachable'
    : 'failed';
}

function detailOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

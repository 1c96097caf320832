import type { TranslationBundle } from '@jupyterlab/translation';

import type { IUnavailable } from '../tokens';

/** Why there is no fresh answer from the server. */
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
        'You do not have access to this. Ask your administrator. (%1)',
        detail
      );
    case 'logged-out':
      return trans.__('Your login has expired. Log in again. (%1)', detail);
    case 'stopped':
      return trans.__(
        'The Jupyter server is not running. Start it again; this page then reconnects. (%1)',
        detail
      );
    case 'unreachable':
      return trans.__(
        'The Jupyter server cannot be reached. Check that it is running, your network and your login. (%1)',
        detail
      );
    case 'failed':
      return trans.__(
        'The Jupyter server returned an error. See its log. (%1)',
        detail
      );
  }
}

/** The same in a word or two, to stand in place of the mode. */
export function unavailableName(
  { reason }: Pick<IUnavailable, 'reason'>,
  trans: TranslationBundle
): string {
  switch (reason) {
    case 'missing':
      return trans.__('not installed on the server');
    case 'refused':
      return trans.__('no access');
    case 'logged-out':
      return trans.__('logged out');
    case 'stopped':
      return trans.__('server stopped');
    case 'unreachable':
      return trans.__('server not reachable');
    case 'failed':
      return trans.__('unknown');
  }
}

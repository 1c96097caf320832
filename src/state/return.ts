import type { IDisposable } from '@lumino/disposable';
import { DisposableDelegate } from '@lumino/disposable';

import type { IStreamingModel } from '../tokens';

/**
 * Ask a server that was lost again when the user, or the network, comes back to
 * this page: by then nobody asks by himself any more.
 */
export function askOnReturn(
  model: Pick<IStreamingModel, 'unavailable' | 'refresh'>
): IDisposable {
  const ask = () => {
    if (model.unavailable && !document.hidden) {
      void model.refresh();
    }
  };
  window.addEventListener('focus', ask);
  window.addEventListener('online', ask);
  document.addEventListener('visibilitychange', ask);
  return new DisposableDelegate(() => {
    window.removeEventListener('focus', ask);
    window.removeEventListener('online', ask);
    document.removeEventListener('visibilitychange', ask);
  });
}

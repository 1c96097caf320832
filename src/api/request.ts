import { URLExt } from '@jupyterlab/coreutils';
import { ServerConnection } from '@jupyterlab/services';

import { AnswerError, parse, RequestError } from './errors';

const NAMESPACE = 'jupyterlab-ai-stream-toggle';

/** Without it a hub takes a question to a server that was stopped for a visit, and offers to start it. */
const JSON_TYPE = 'application/json';

/** How long to wait for an answer, in milliseconds. */
const PATIENCE = 30_000;

/** Ask the server extension. Rejects as the methods of `Client` do. */
export async function request<T>(
  settings: ServerConnection.ISettings,
  endpoint: string,
  init: RequestInit = {},
  signal?: AbortSignal,
  patience = PATIENCE
): Promise<T> {
  const url = `${URLExt.join(settings.baseUrl, NAMESPACE)}/${endpoint}`;
  const abort = new AbortController();
  const stop = () => abort.abort();
  // A connection that died in its sleep may never say so.
  const timer = setTimeout(stop, patience);
  signal?.addEventListener('abort', stop);
  try {
    signal?.throwIfAborted();
    const response = await ServerConnection.makeRequest(
      url,
      { ...init, headers: { Accept: JSON_TYPE }, signal: abort.signal },
      settings
    );
    if (!response.ok) {
      throw await RequestError.from(response);
    }
    const body = parse(await response.text());
    if (body === undefined) {
      throw new AnswerError(url, response.redirected);
    }
    return body as T;
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', stop);
  }
}

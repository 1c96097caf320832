import { URLExt } from '@jupyterlab/coreutils';
import { ServerConnection } from '@jupyterlab/services';

import { AnswerError, parse, RequestError } from './errors';
import type { ModeChange, ModeChanged, Providers, Status } from './wire';

const NAMESPACE = 'jupyterlab-ai-stream-toggle';

/** How long to wait for an answer, in milliseconds. */
const PATIENCE = 30_000;

/** What the rest of the extension needs of the server. */
export interface IClient {
  status(): Promise<Status>;
  providers(): Promise<Providers>;
  setMode(change: ModeChange, signal?: AbortSignal): Promise<ModeChanged>;
}

/**
 * The REST interface of the server extension.
 *
 * Every method rejects with
 * - `RequestError` for an answer that is not a success,
 * - `AnswerError` for a success that is not JSON,
 * - `ServerConnection.NetworkError` when no answer came,
 * - the reason of the caller's own signal when that was aborted.
 */
export class Client implements IClient {
  constructor(private readonly _settings: ServerConnection.ISettings) {}

  status(): Promise<Status> {
    return this._request('status');
  }

  providers(): Promise<Providers> {
    return this._request('providers');
  }

  setMode(change: ModeChange, signal?: AbortSignal): Promise<ModeChanged> {
    return this._request(
      'modes',
      { method: 'PUT', body: JSON.stringify(change) },
      signal
    );
  }

  private async _request<T>(
    endpoint: string,
    init: RequestInit = {},
    signal?: AbortSignal
  ): Promise<T> {
    const url = URLExt.join(this._settings.baseUrl, NAMESPACE, endpoint);
    const abort = new AbortController();
    const stop = () => abort.abort();
    // A connection that died in its sleep may never say so.
    const timer = setTimeout(stop, PATIENCE);
    signal?.addEventListener('abort', stop);
    try {
      signal?.throwIfAborted();
      const response = await ServerConnection.makeRequest(
        url,
        { ...init, signal: abort.signal },
        this._settings
      );
      if (!response.ok) {
        throw await RequestError.from(response);
      }
      const body = parse(await response.text());
      if (body === undefined) {
        throw new AnswerError(url);
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
}

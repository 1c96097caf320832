import type { ServerConnection } from '@jupyterlab/services';

import type { Forgettable } from './forgettable';
import { request } from './request';
import type {
  Capabilities,
  CheckRequest,
  CheckRun,
  Dismissed,
  Failures,
  Forgotten,
  ModeChange,
  ModeChanged,
  Providers,
  Recovered,
  Recovery,
  Status
} from './wire';

/** What the rest of the extension needs of the server. */
export interface IClient {
  /**
   * @param model - what the model picker of one chat says, if it says something.
   * @param inBrowser - whether the persona of that chat runs in the browser.
   */
  status(model?: string | null, inBrowser?: boolean): Promise<Status>;
  providers(): Promise<Providers>;
  capabilities(): Promise<Capabilities>;
  forget(what: Forgettable): Promise<Forgotten>;
  failures(): Promise<Failures>;
  dismiss(failure: string): Promise<Dismissed>;
  beginCheck(request: CheckRequest): Promise<CheckRun>;
  check(id: string): Promise<CheckRun>;
  cancelCheck(id: string): Promise<CheckRun>;
  setMode(change: ModeChange, signal?: AbortSignal): Promise<ModeChanged>;
  recovery(): Promise<Recovery>;
  restore(): Promise<Recovered>;
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

  status(model?: string | null, inBrowser?: boolean): Promise<Status> {
    const persona = inBrowser && 'browser';
    return this._request(`status${query({ model, persona })}`);
  }

  providers(): Promise<Providers> {
    return this._request('providers');
  }

  capabilities(): Promise<Capabilities> {
    return this._request('capabilities');
  }

  forget(what: Forgettable): Promise<Forgotten> {
    const which =
      'id' in what
        ? `/${encodeURIComponent(what.id)}`
        : query({ provider: what.provider, model: what.model });
    return this._delete(`capabilities${which}`);
  }

  failures(): Promise<Failures> {
    return this._request('failures');
  }

  dismiss(failure: string): Promise<Dismissed> {
    return this._delete(`failures/${encodeURIComponent(failure)}`);
  }

  beginCheck(request: CheckRequest): Promise<CheckRun> {
    return this._request('checks', {
      method: 'POST',
      body: JSON.stringify(request)
    });
  }

  check(id: string): Promise<CheckRun> {
    return this._request(`checks/${encodeURIComponent(id)}`);
  }

  cancelCheck(id: string): Promise<CheckRun> {
    return this._delete(`checks/${encodeURIComponent(id)}`);
  }

  setMode(change: ModeChange, signal?: AbortSignal): Promise<ModeChanged> {
    return this._request(
      'modes',
      { method: 'PUT', body: JSON.stringify(change) },
      signal
    );
  }

  recovery(): Promise<Recovery> {
    return this._request('recovery');
  }

  restore(): Promise<Recovered> {
    return this._request('recovery', { method: 'POST' });
  }

  private _delete<T>(endpoint: string): Promise<T> {
    return this._request(endpoint, {
      method: 'DELETE',
      // Without this JupyterLab adds the time to the query, which the server refuses.
      cache: 'default'
    });
  }

  private _request<T>(
    endpoint: string,
    init: RequestInit = {},
    signal?: AbortSignal
  ): Promise<T> {
    return request(this._settings, endpoint, init, signal);
  }
}

/** What was said of the parameters, as a query; nothing where nothing was. */
function query(
  parameters: Record<string, string | false | null | undefined>
): string {
  const said = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value) {
      said.set(name, value);
    }
  }
  const text = said.toString();
  return text && `?${text}`;
}

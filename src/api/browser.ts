import type {
  BrowserAnswer,
  BrowserFailure,
  BrowserModel,
  BrowserNoted,
  BrowserPlan,
  BrowserVerdict
} from './wire';

/** How long a message of the user's waits for a plan, in milliseconds. */
const PATIENCE = 5_000;

/** What models that are called in the browser need of the server. Rejects as `Client` does. */
export interface IBrowserClient {
  plan(model: BrowserModel, signal?: AbortSignal): Promise<BrowserPlan>;
  note(answer: BrowserAnswer): Promise<BrowserNoted>;
  judge(failure: BrowserFailure, signal?: AbortSignal): Promise<BrowserVerdict>;
}

/** Asks the server extension; see `request`. */
export type Ask = <T>(
  endpoint: string,
  init?: RequestInit,
  signal?: AbortSignal,
  patience?: number
) => Promise<T>;

export class BrowserClient implements IBrowserClient {
  constructor(private readonly _ask: Ask) {}

  plan(model: BrowserModel, signal?: AbortSignal): Promise<BrowserPlan> {
    return this._post('plans', model, signal, PATIENCE);
  }

  note(answer: BrowserAnswer): Promise<BrowserNoted> {
    return this._post('answers', answer);
  }

  judge(
    failure: BrowserFailure,
    signal?: AbortSignal
  ): Promise<BrowserVerdict> {
    return this._post('failures', failure, signal);
  }

  private _post<T>(
    resource: string,
    body: object,
    signal?: AbortSignal,
    patience?: number
  ): Promise<T> {
    return this._ask(
      `browser/${resource}`,
      { method: 'POST', body: JSON.stringify(body) },
      signal,
      patience
    );
  }
}

import type { IBrowserClient } from '../api/browser';
import type {
  BrowserAnswer,
  BrowserFailure,
  BrowserModel,
  BrowserPlan,
  BrowserVerdict
} from '../api/wire';
import { within } from './silent';

/** Seconds that a message of the user's waits for what was to be noted before. */
const PATIENCE = 5;

/** Who is asked, but for the tools, which are a matter of the call. */
export type Who = Omit<BrowserModel, 'tools'>;

/** The server, asked about one model. It decides and remembers; without it all is as it would be without us. */
export class Server {
  constructor(
    private readonly _client: IBrowserClient,
    private readonly _who: Who
  ) {}

  /** @returns `null` where no server of ours has ever answered. */
  async plan(
    tools: boolean,
    signal?: AbortSignal
  ): Promise<BrowserPlan | null> {
    try {
      // What the reply before has shown counts for this one.
      await within(this._noted, PATIENCE);
      this._last = await this._client.plan({ ...this._who, tools }, signal);
    } catch {
      // A server that is gone for a moment has not unlocked what it locked.
    }
    return this._last;
  }

  /** @returns `null` where the server does not say. */
  async judge(
    failure: Omit<BrowserFailure, keyof Who>,
    signal?: AbortSignal
  ): Promise<BrowserVerdict | null> {
    try {
      return await this._client.judge({ ...this._who, ...failure }, signal);
    } catch {
      return null;
    }
  }

  /** One after the other; nobody waits but the next plan. */
  note(answer: Omit<BrowserAnswer, keyof Who>): void {
    this._noted = this._noted.then(async () => {
      try {
        await this._client.note({ ...this._who, ...answer });
      } catch {
        // It is found out anew with the next reply.
      }
    });
  }

  private _last: BrowserPlan | null = null;
  private _noted: Promise<void> = Promise.resolve();
}

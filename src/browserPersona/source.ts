import type { ICall, IModel, IPart, IStreamResult } from './sdk';
import { Silent, within } from './silent';

/** One request of its own: it ends when the user stops the reply, or when it is given up. */
export function controllerOf(call: ICall): AbortController {
  const controller = new AbortController();
  const { abortSignal } = call;
  const abort = () => controller.abort(abortSignal?.reason);
  if (abortSignal?.aborted) {
    abort();
  }
  abortSignal?.addEventListener('abort', abort, { once: true });
  return controller;
}

/** One stream that is asked for, and read part by part. */
export class Source {
  /** @param _silence - how long silence is borne, in seconds; `null`: for ever. */
  constructor(
    model: IModel,
    call: ICall,
    private readonly _silence: number | null
  ) {
    this._abort = controllerOf(call);
    const abortSignal = this._abort.signal;
    this._asked = (async () => model.doStream({ ...call, abortSignal }))();
  }

  /** Whether the answer has begun: what fails from then on fails while it is read. */
  get isOpen(): boolean {
    return this._reader !== null;
  }

  /** Wait for its head. Rejects with what the SDK raises, or `Silent`. */
  async open(): Promise<IStreamResult> {
    const result = await this._patiently(this._asked);
    this._reader ??= result.stream.getReader();
    return result;
  }

  /** @returns `null` at the end. Rejects as `open`. */
  async read(): Promise<IPart | null> {
    if (!this._reader) {
      await this.open();
    }
    const next = await this._patiently(
      this._reader?.read() ?? Promise.resolve({ done: true as const })
    );
    return next.done ? null : next.value;
  }

  /** Nobody wants the rest of it. */
  cancel(reason?: unknown): void {
    this._abort.abort(reason);
    // Whatever it says to that, nobody listens any more.
    this._asked.catch(() => undefined);
    void this._reader?.cancel(reason).catch(() => undefined);
  }

  private async _patiently<T>(awaited: PromiseLike<T>): Promise<T> {
    try {
      return await within(awaited, this._silence);
    } catch (error) {
      if (error instanceof Silent) {
        this.cancel(error);
      }
      throw error;
    }
  }

  private readonly _abort: AbortController;
  private readonly _asked: Promise<IStreamResult>;
  private _reader: ReadableStreamDefaultReader<IPart> | null = null;
}

import type { Event } from '@jupyterlab/services';
import type { IDisposable } from '@lumino/disposable';
import type { ISignal, IStream } from '@lumino/signaling';
import { Signal, Stream } from '@lumino/signaling';

import type { IClient } from '../api/client';
import type { Forgettable } from '../api/forgettable';
import type {
  Capability,
  CheckRequest,
  CheckRun,
  Failure,
  ModeChange,
  ModeChanged,
  Providers,
  Recovered,
  Recovery,
  Status
} from '../api/wire';
import type {
  IChat,
  IStreamingModel,
  IUnavailable,
  ServerEvent
} from '../tokens';
import type { IConnection } from './connection';
import { readEvent } from './events';
import type { IKnown } from './known';
import { NOTHING, same } from './known';
import { SingleFlight } from './singleFlight';
import { Told } from './told';
import { unavailable } from './unavailable';

/** Keeps the server's last word, and asks again whenever it may have changed. */
export class StreamingModel implements IStreamingModel {
  constructor(
    private readonly _client: IClient,
    private readonly _connection: IConnection
  ) {
    _connection.emitted.connect(this._onEmitted, this);
    _connection.turned.connect(this._onTurned, this);
  }

  get status(): Status | null {
    return this._known.status;
  }

  get providers(): Providers | null {
    return this._known.providers;
  }

  get unavailable(): IUnavailable | null {
    return this._known.unavailable;
  }

  get failures(): readonly Failure[] {
    return this._known.failures;
  }

  get told(): ReadonlySet<string> {
    return this._told.all;
  }

  get chat(): IChat | null {
    return this._known.chat;
  }

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  get events(): IStream<this, ServerEvent> {
    return this._events;
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  refresh(): Promise<void> {
    return this._flight.run();
  }

  follow(chat: IChat | null): void {
    const before = this._known.chat;
    this._set({ ...this._known, chat });
    // Of Jupyternaut itself all is known beforehand.
    if (inQuestion(before) !== inQuestion(chat)) {
      void this.refresh();
    }
  }

  async capabilities(): Promise<Capability[]> {
    return (await this._client.capabilities()).capabilities;
  }

  async forget(what: Forgettable): Promise<number> {
    const { forgotten } = await this._client.forget(what);
    await this.refresh();
    return forgotten;
  }

  tell(failure: string): IDisposable {
    return this._told.tell(failure);
  }

  async dismiss(failure: string): Promise<void> {
    await this._client.dismiss(failure);
    await this._failureFlight.run();
  }

  beginCheck(request: CheckRequest): Promise<CheckRun> {
    return this._client.beginCheck(request);
  }

  check(id: string): Promise<CheckRun> {
    return this._client.check(id);
  }

  cancelCheck(id: string): Promise<CheckRun> {
    return this._client.cancelCheck(id);
  }

  async setMode(
    change: ModeChange,
    signal?: AbortSignal
  ): Promise<ModeChanged> {
    const changed = await this._client.setMode(change, signal);
    await this.refresh();
    return changed;
  }

  recovery(): Promise<Recovery> {
    return this._client.recovery();
  }

  async restore(): Promise<Recovered> {
    const restored = await this._client.restore();
    await this.refresh();
    return restored;
  }

  /** Ends the connection too: the model owns it. */
  dispose(): void {
    if (this._isDisposed) {
      return;
    }
    this._isDisposed = true;
    this._connection.emitted.disconnect(this._onEmitted, this);
    this._connection.turned.disconnect(this._onTurned, this);
    this._connection.dispose();
    this._events.stop();
    Signal.clearData(this);
  }

  private async _fetch(): Promise<void> {
    if (this._isDisposed) {
      return;
    }
    try {
      const { chat } = this._known;
      const asked = this._client.status(chat?.model, chat?.inBrowser);
      if (this._known.unavailable) {
        await asked; // before who has not answered is asked for more
      }
      const [status, providers] = await Promise.all([
        asked,
        this._client.providers(),
        this._failureFlight.run()
      ]);
      this._set({ ...this._known, status, providers, unavailable: null });
      this._connection.encourage();
    } catch (error) {
      const known = this._known.status !== null;
      this._set({ ...this._known, unavailable: unavailable(error, known) });
    }
  }

  private async _fetchFailures(): Promise<void> {
    const { failures } = await this._client.failures();
    this._set({ ...this._known, failures });
  }

  private _set(known: IKnown): void {
    if (this._isDisposed || same(known, this._known)) {
      return;
    }
    this._known = known;
    this._changed.emit();
  }

  private _onEmitted(_: unknown, emission: Event.Emission): void {
    const event = readEvent(emission);
    if (event) {
      this._events.emit(event);
      if (event.kind === 'failure-reported') {
        // Nothing else has changed, and somebody waits to hear why.
        void this._failureFlight.run().catch(() => this.refresh());
      } else if (event.kind !== 'check-progressed') {
        void this.refresh();
      }
    }
  }

  private _onTurned(): void {
    void this.refresh();
  }

  private readonly _changed = new Signal<this, void>(this);
  private readonly _events = new Stream<this, ServerEvent>(this);
  private readonly _flight = new SingleFlight(() => this._fetch());
  private readonly _failureFlight = new SingleFlight(() =>
    this._fetchFailures()
  );
  private readonly _told = new Told(() => this._changed.emit());
  private _isDisposed = false;
  private _known = NOTHING;
}

/** What the server has to be asked about: a model other than that of the settings, or who answers. */
function inQuestion(chat: IChat | null): string | boolean | null {
  if (chat?.inBrowser) {
    return true;
  }
  return (chat?.agent ? chat.persona : chat?.model) ?? null;
}

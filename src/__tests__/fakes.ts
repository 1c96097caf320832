/**
 * The server as the model sees it, in memory.
 */
import type { Event } from '@jupyterlab/services';
import { PromiseDelegate } from '@lumino/coreutils';
import { Signal } from '@lumino/signaling';

import type { IClient } from '../api/client';
import type {
  Capabilities,
  Capability,
  CheckRequest,
  CheckRun,
  Dismissed,
  Failure,
  Failures,
  Forgotten,
  ModeChange,
  ModeChanged,
  Providers,
  Recovered,
  Recovery,
  Status
} from '../api/wire';
import type { IConnection } from '../state/connection';
import type { Forgettable } from '../tokens';
import {
  MODE_CHANGED,
  PROVIDERS,
  RECOVERED,
  RECOVERY,
  RUN,
  STATUS
} from './examples';

/** Answers at once, or, after `hold()`, when the test says so. */
export class FakeClient implements IClient {
  /** What was asked, in order. */
  readonly asked: string[] = [];

  /** What the server would answer now. */
  answer: Status | Error = STATUS;

  known: Providers = PROVIDERS;

  findings: Capability[] = [];

  failed: Failure[] = [];

  /** How far the check is. */
  run: CheckRun = RUN;

  /** What stands in the settings file, and what would. */
  damage: Recovery = RECOVERY;

  /** What the server would say to a change. */
  refusal: Error | null = null;

  async status(
    model: string | null = null,
    inBrowser = false
  ): Promise<Status> {
    const whose = inBrowser ? 'the browser' : model;
    this.asked.push(whose === null ? 'status' : `status ${whose}`);
    // The server makes up its answer when asked; the way back may take long.
    const { answer } = this;
    await this._gate?.promise;
    if (answer instanceof Error) {
      throw answer;
    }
    return answer;
  }

  providers(): Promise<Providers> {
    this.asked.push('providers');
    return Promise.resolve(this.known);
  }

  capabilities(): Promise<Capabilities> {
    this.asked.push('capabilities');
    return Promise.resolve({ capabilities: this.findings });
  }

  forget(what: Forgettable): Promise<Forgotten> {
    this.asked.push(`forget ${JSON.stringify(what)}`);
    return this._change({ forgotten: this.findings.length });
  }

  failures(): Promise<Failures> {
    return Promise.resolve({ failures: this.failed });
  }

  dismiss(failure: string): Promise<Dismissed> {
    this.asked.push(`dismiss ${failure}`);
    this.failed = this.failed.filter(({ id }) => id !== failure);
    return this._change({ dismissed: 1 });
  }

  beginCheck(request: CheckRequest): Promise<CheckRun> {
    this.asked.push(`beginCheck ${JSON.stringify(request)}`);
    return this._change(this.run);
  }

  check(id: string): Promise<CheckRun> {
    this.asked.push(`check ${id}`);
    return Promise.resolve(this.run);
  }

  cancelCheck(id: string): Promise<CheckRun> {
    this.asked.push(`cancelCheck ${id}`);
    this.run = { ...this.run, state: 'cancelled' };
    return Promise.resolve(this.run);
  }

  setMode(change: ModeChange): Promise<ModeChanged> {
    this.asked.push(`setMode ${JSON.stringify(change)}`);
    return this._change(MODE_CHANGED);
  }

  recovery(): Promise<Recovery> {
    this.asked.push('recovery');
    return Promise.resolve(this.damage);
  }

  restore(): Promise<Recovered> {
    this.asked.push('restore');
    return this._change(RECOVERED);
  }

  private _change<T>(answer: T): Promise<T> {
    return this.refusal
      ? Promise.reject(this.refusal)
      : Promise.resolve(answer);
  }

  /** Keep answers back until the returned function is called. */
  hold(): () => void {
    const gate = new PromiseDelegate<void>();
    this._gate = gate;
    return () => {
      this._gate = null;
      gate.resolve();
    };
  }

  private _gate: PromiseDelegate<void> | null = null;
}

export class FakeConnection implements IConnection {
  readonly emitted = new Signal<this, Event.Emission>(this);
  readonly turned = new Signal<this, 'opened' | 'closed'>(this);
  isDisposed = false;

  /** How often the server was said to answer. */
  encouraged = 0;

  encourage(): void {
    this.encouraged++;
  }

  dispose(): void {
    this.isDisposed = true;
  }
}

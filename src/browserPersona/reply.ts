import type {
  BrowserAnswer,
  BrowserPlan,
  BrowserVerdict,
  Evidence,
  Phase
} from '../api/wire';
import { explained } from './explained';
import type { Facts } from './failure';
import { factsOf } from './failure';
import type { ICall, IGenerateResult, IModel } from './sdk';
import type { Server } from './server';
import { controllerOf, Source } from './source';

/** Whom a reply is for, and what must not be told of it. */
export interface IAsked {
  readonly model: IModel;
  readonly server: Server;
  /** See `secretsOf`. */
  readonly secrets: readonly string[];
}

/** One call of a model, in each way in which it can be made; and what the server hears of it. */
export class Reply {
  constructor(
    private readonly _asked: IAsked,
    readonly call: ICall,
    readonly plan: BrowserPlan
  ) {}

  /** Whether the user wants no answer any more. */
  get isStopped(): boolean {
    return this.call.abortSignal?.aborted ?? false;
  }

  stream(): Source {
    return new Source(this._asked.model, this.call, this.plan.silence);
  }

  /** Whether it was asked for plainly, as the only way or beside a stream. */
  get isAskedPlainly(): boolean {
    return this._plain !== null;
  }

  /** Ask for the whole answer; once, however often it is called. */
  plain(): Promise<IGenerateResult> {
    this._plain ??= this._askPlainly();
    return this._plain;
  }

  /** Nobody wants that one. */
  cancelPlain(): void {
    this._plainAbort?.abort();
    this._plain?.catch(() => undefined);
  }

  /** @param reading - whether it was raised while an answer was read. */
  facts(error: unknown, reading = false): Facts {
    return factsOf(error, this._asked.secrets, reading);
  }

  judge(facts: Facts, phase: Phase): Promise<BrowserVerdict | null> {
    return this._asked.server.judge(
      { ...facts, phase, tools: this._tools, asked_at: this.plan.at },
      this.call.abortSignal
    );
  }

  /** The error as the user is to read it. */
  async told(error: unknown, facts: Facts, phase: Phase): Promise<unknown> {
    return this.isStopped
      ? error
      : explained(error, await this.judge(facts, phase));
  }

  /** In `auto`: content has come in this way. */
  learn(delivery: BrowserAnswer['delivery'], evidence: Evidence): void {
    this._asked.server.note({ delivery, evidence, tools: this._tools });
  }

  /**
   * The whole answer has come.
   *
   * @param options.marked - it was a stream that gave the reason of its end.
   * @param options.as_chat - the switch decided how it was asked for.
   */
  answered(options: { marked?: boolean; as_chat?: boolean }): void {
    this._asked.server.note({ ...options, tools: this._tools });
  }

  private get _tools(): boolean {
    return toolsIn(this.call);
  }

  private async _askPlainly(): Promise<IGenerateResult> {
    this._plainAbort = controllerOf(this.call);
    const abortSignal = this._plainAbort.signal;
    return this._asked.model.doGenerate({ ...this.call, abortSignal });
  }

  private _plainAbort: AbortController | null = null;
  private _plain: Promise<IGenerateResult> | null = null;
}

export function toolsIn(call: ICall): boolean {
  return (call.tools?.length ?? 0) > 0;
}

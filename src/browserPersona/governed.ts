import { climb } from './ladder';
import type { Fallen } from './plainly';
import { asStream, inAStream, plainly } from './plainly';
import type { IAsked } from './reply';
import { Reply, toolsIn } from './reply';
import type { ICall, IGenerateResult, IModel, IStreamResult } from './sdk';
import { sumOf } from './sum';

/** A model that obeys the switch. */
export class GovernedModel implements IModel {
  constructor(private readonly _asked: IAsked) {}

  /** Let the switch be seen before the first message. */
  async announce(): Promise<void> {
    await this._asked.server.plan(false);
  }

  async doStream(call: ICall): Promise<IStreamResult> {
    const reply = await this._planned(call);
    if (!reply) {
      return this._asked.model.doStream(call);
    }
    const { mode, delivery } = reply.plan;
    if (mode === 'on') {
      return asStream(reply);
    }
    if (mode === 'off' || delivery === 'plain') {
      return plainly(reply, null);
    }
    const fallen = this._fallenIn(call);
    return fallen === undefined
      ? climb(reply, evidence => this._fell(call, evidence))
      : plainly(reply, fallen);
  }

  /** A caller that wants no stream is let through; only who cannot be asked so is asked for one. */
  async doGenerate(call: ICall): Promise<IGenerateResult> {
    const reply = await this._planned(call);
    if (!reply) {
      return this._asked.model.doGenerate(call);
    }
    try {
      const answer = await reply.plain();
      reply.answered({ as_chat: false });
      return answer;
    } catch (error) {
      if (reply.isStopped) {
        throw error;
      }
      const facts = reply.facts(error);
      const verdict = await reply.judge(facts, 'plain-request');
      if (verdict?.next === 'stream') {
        return sumOf(await inAStream(reply));
      }
      // Nobody sees it in a chat: it is in the banner, and in the caller's hands as it was.
      throw error;
    }
  }

  private async _planned(call: ICall): Promise<Reply | null> {
    const { server } = this._asked;
    const plan = await server.plan(toolsIn(call), call.abortSignal);
    return plan && new Reply(this._asked, call, plan);
  }

  /**
   * Why the same call was asked plainly before, if it was: the SDK repeats what fails, and a stream
   * that was refused once is not to be asked for again. Steps of one reply differ in their length.
   */
  private _fallenIn({ abortSignal, prompt }: ICall): Fallen | undefined {
    const known = abortSignal && this._fallen.get(abortSignal);
    return known && known.length === prompt?.length
      ? known.evidence
      : undefined;
  }

  private _fell({ abortSignal, prompt }: ICall, evidence: Fallen): void {
    if (abortSignal) {
      this._fallen.set(abortSignal, { length: prompt?.length, evidence });
    }
  }

  private readonly _fallen = new WeakMap<
    AbortSignal,
    { length: number | undefined; evidence: Fallen }
  >();
}

import type { Evidence } from '../api/wire';
import { mayBeEmpty, says } from './content';
import { explained } from './explained';
import { endedWith } from './failure';
import { follow } from './follow';
import type { Reply } from './reply';
import type { IGenerateResult, IStreamResult } from './sdk';
import { streamed } from './whole';

/** Why a plain request is made; `null`: it is known to work, or is what the user wants. */
export type Fallen = Evidence | null;

/**
 * One plain request, whose answer is given as a stream.
 *
 * @param fallen - called before, to note where a retry of the SDK's is to go on.
 */
export async function plainly(
  reply: Reply,
  evidence: Fallen,
  fallen: (evidence: Fallen) => void = () => undefined
): Promise<IStreamResult> {
  fallen(evidence);
  let answer: IGenerateResult;
  try {
    answer = await reply.plain();
  } catch (error) {
    if (reply.isStopped) {
      throw error;
    }
    const verdict = await reply.judge(reply.facts(error), 'plain-request');
    if (verdict?.next === 'stream') {
      return inAStream(reply);
    }
    throw explained(error, verdict);
  }
  if (!says(answer) && !mayBeEmpty(reply.call)) {
    throw await reply.told(
      new Error('The response is empty.'),
      endedWith(answer.finishReason),
      'plain-request'
    );
  }
  if (evidence) {
    reply.learn('plain', evidence);
  }
  reply.answered({});
  return streamed(answer);
}

/** The endpoint turned out to take streams only. */
export async function inAStream(reply: Reply): Promise<IStreamResult> {
  return asStream(reply, () => reply.learn('stream', 'stream-required'));
}

/** The stream as the SDK makes it; `committed` is called when there is something to show. */
export async function asStream(
  reply: Reply,
  committed?: () => void
): Promise<IStreamResult> {
  const source = reply.stream();
  try {
    return follow(reply, source, { result: await source.open() }, committed);
  } catch (error) {
    throw await reply.told(error, reply.facts(error), 'before-content');
  }
}

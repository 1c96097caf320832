import { mayBeEmpty, shows } from './content';
import type { Facts } from './failure';
import { endedWith } from './failure';
import type { IFollowed } from './follow';
import type { Reply } from './reply';
import type { IPart } from './sdk';
import type { Source } from './source';

/** Why a stream brought nothing to show. */
export interface IFailure {
  readonly error: unknown;
  readonly facts: Facts;
}

/**
 * Read a stream up to the commit point: the first text, reasoning or tool call. Nothing of it was shown
 * before, so that it may still be asked for in another way.
 *
 * Rejects only where the user stopped it.
 */
export async function attempt(
  reply: Reply,
  source: Source,
  heard: () => void
): Promise<IFollowed | IFailure> {
  const held: IPart[] = [];
  try {
    const result = await source.open();
    heard();
    for (;;) {
      const part = await source.read();
      if (part?.type === 'error') {
        source.cancel();
        return failure(part.error);
      }
      if (part === null || part.type === 'finish') {
        const reason = part?.finishReason;
        if (part && reason?.raw !== undefined && mayBeEmpty(reply.call)) {
          return { result, held: [...held, part] };
        }
        source.cancel();
        const error = new Error('The response is empty.');
        return { error, facts: endedWith(reason) };
      }
      held.push(part);
      if (shows(part)) {
        return { result, held, begun: true };
      }
    }
  } catch (error) {
    if (reply.isStopped) {
      throw error;
    }
    return failure(error);
  }

  function failure(error: unknown): IFailure {
    const facts = reply.facts(error, source.isOpen);
    // That there is no finish reason says no more than that there is nothing.
    return facts.kind === 'unfinished'
      ? { error, facts: { ...facts, kind: 'ended' } }
      : { error, facts };
  }
}

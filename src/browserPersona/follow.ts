import type { Phase } from '../api/wire';
import { mayBeEmpty, shows } from './content';
import type { Facts } from './failure';
import { endedWith } from './failure';
import type { Reply } from './reply';
import type { IPart, IStreamResult } from './sdk';
import type { Source } from './source';

/** What is known of a stream when it is followed. */
export interface IFollowed {
  readonly result: IStreamResult;
  /** Parts that were read, and are to be handed on first. */
  readonly held?: readonly IPart[];
  /** Whether something to show is among them. */
  readonly begun?: boolean;
}

/**
 * A stream, handed on as it comes. How it ends is told to the server; its failure is told to the user
 * in words that help, and nothing is asked for again.
 *
 * @param committed - called once, with the first part that has something to show.
 */
export function follow(
  reply: Reply,
  source: Source,
  { result, held = [], begun = false }: IFollowed,
  committed: () => void = () => undefined
): IStreamResult {
  const waiting = [...held];
  let failed = false;
  let finished = false;

  async function failure(
    error: unknown,
    facts = reply.facts(error, source.isOpen)
  ): Promise<unknown> {
    failed = true;
    const phase: Phase = begun ? 'mid-stream' : 'before-content';
    return reply.told(error, facts, phase);
  }

  async function read(): Promise<IPart | null> {
    try {
      return await source.read();
    } catch (error) {
      throw await failure(error);
    }
  }

  /** The part, and what has to come before it. */
  async function watched(part: IPart): Promise<IPart[]> {
    if (!begun && shows(part)) {
      begun = true;
      committed();
    }
    if (part.type === 'error' && !failed) {
      return [{ ...part, error: await failure(part.error) }];
    }
    finished ||= part.type === 'finish';
    if (part.type !== 'finish' || failed) {
      return [part];
    }
    const reason = part.finishReason;
    if (begun || (mayBeEmpty(reply.call) && reason?.raw !== undefined)) {
      reply.answered({ marked: reason?.raw !== undefined });
      return [part];
    }
    return [await nothingMore(endedWith(reason)), part];
  }

  async function nothingMore(facts: Facts): Promise<IPart> {
    const error = new Error('The response is empty or incomplete.');
    return { type: 'error', error: await failure(error, facts) };
  }

  return {
    ...result,
    stream: new ReadableStream<IPart>(
      {
        async pull(controller) {
          const part = waiting.shift() ?? (await read());
          if (part === null) {
            if (!finished && !failed) {
              const kind = begun ? 'unfinished' : 'ended';
              controller.enqueue(await nothingMore({ kind }));
            }
            controller.close();
            return;
          }
          for (const each of await watched(part)) {
            controller.enqueue(each);
          }
        },
        cancel: reason => source.cancel(reason)
      },
      // Nothing is read before somebody wants it.
      { highWaterMark: 0 }
    )
  };
}

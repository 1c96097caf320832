/**
 * The ladder of `auto`, as on the server (`streaming/ladder.py`): which way to ask next, until
 * something of the answer has come.
 *
 *     stream --refused / failed untold / ended without content--> one plain request
 *        |                                                        |
 *        +--no sign of an answer: a plain request beside it,------+
 *           the first wins
 *
 * What a failure means is the server's to say.
 */
import { attempt } from './attempt';
import { explained } from './explained';
import { follow } from './follow';
import type { Fallen } from './plainly';
import { plainly } from './plainly';
import type { Reply } from './reply';
import type { IStreamResult } from './sdk';
import { within } from './silent';

/** @param fallen - see `plainly`. */
export async function climb(
  reply: Reply,
  fallen: (evidence: Fallen) => void
): Promise<IStreamResult> {
  const source = reply.stream();
  let heard = (): void => undefined;
  const head = new Promise<void>(resolve => {
    heard = resolve;
  });
  const first = await Promise.race([
    attempt(reply, source, heard).finally(heard),
    answerBeside(reply, head)
  ]);
  if (first === 'answered') {
    source.cancel();
    return plainly(reply, 'silent', fallen);
  }
  if ('result' in first) {
    reply.cancelPlain();
    if (first.begun) {
      reply.learn('stream', 'stream-worked');
    }
    return follow(reply, source, first);
  }
  if (reply.isAskedPlainly) {
    return plainly(reply, 'silent', fallen);
  }
  const verdict = await reply.judge(first.facts, 'before-content');
  if (verdict?.next !== 'plain' || reply.isStopped) {
    throw explained(first.error, verdict);
  }
  return plainly(reply, verdict.evidence ?? 'failed', fallen);
}

/** Ask plainly as well, where nothing is heard of the stream; settles if that is answered. */
async function answerBeside(
  reply: Reply,
  head: Promise<void>
): Promise<'answered'> {
  try {
    await within(head, reply.plan.plain_after);
  } catch {
    try {
      await reply.plain();
      return 'answered';
    } catch {
      // The stream may still come; if not, this is the failure that is told.
    }
  }
  return new Promise<never>(() => undefined);
}

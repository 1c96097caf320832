import type { IChatModel, IMessage } from '@jupyter/chat';

import { FAILURE } from '../../__tests__/examples';
import { askAgain } from '../askAgain';
import { failureIn, isLast } from '../failed';

const TOLD = `**${FAILURE.title}**\n\n${FAILURE.explanation}\n\n${FAILURE.hint}`;

const message = (
  id: string,
  username: string,
  body: string,
  more: object = {}
): IMessage => ({ id, body, sender: { username }, ...more });

/** A chat in which the same went wrong twice. */
function chat() {
  const sent: object[] = [];
  const messages = [
    message('1', 'me', 'first', { metadata: { to_persona: 'x' } }),
    message('2', 'bot', TOLD),
    message('3', 'you', 'of somebody else'),
    message('4', 'bot', `What had arrived.\n\n${TOLD}`),
    message('5', 'bot', TOLD)
  ] as const;
  const model = {
    messages,
    user: { username: 'me' },
    sendMessage: (what: object) => sent.push(what)
  } as unknown as IChatModel;
  return { messages, model, sent };
}

describe('a message of a chat', () => {
  it('tells of a failure that is neither dismissed nor solved', () => {
    const [question, answer] = chat().messages;
    expect(failureIn(answer, [FAILURE])).toBe(FAILURE);
    expect(failureIn(answer, [])).toBeUndefined();
    expect(failureIn(question, [FAILURE])).toBeUndefined();
    const other = { ...FAILURE, explanation: 'x' };
    expect(failureIn(answer, [other])).toBeUndefined();
  });

  it('has the buttons where the failure is told last', () => {
    const { messages } = chat();
    const [, first, , second, last] = messages;
    expect(isLast(first, messages, FAILURE)).toBe(false);
    expect(isLast(second, messages, FAILURE)).toBe(false);
    expect(isLast(last, messages, FAILURE)).toBe(true);
  });

  it('is asked for again as the user asked, by the chat’s own send', async () => {
    const { messages, model, sent } = chat();
    const again = askAgain(model, messages[1]);
    expect(sent).toEqual([]);
    await again?.();
    expect(sent).toEqual([
      expect.objectContaining({
        body: 'first',
        metadata: { to_persona: 'x' }
      })
    ]);
    expect(askAgain(model, messages[0])).toBeUndefined();
  });
});

import type { IChatModel, IMessage } from '@jupyter/chat';

/**
 * What sends once more the question that a message answers.
 *
 * @returns `undefined` where the one who reads has asked nothing.
 */
export function askAgain(
  chat: IChatModel,
  answer: IMessage
): (() => Promise<void>) | undefined {
  const at = chat.messages.findIndex(({ id }) => id === answer.id);
  const question = chat.messages
    .slice(0, Math.max(0, at))
    .reverse()
    .find(({ sender }) => sender.username === chat.user?.username);
  if (!question) {
    return undefined;
  }
  return async () => {
    const { body, attachments, mentions, metadata } = question;
    await chat.sendMessage({ body, attachments, mentions, metadata });
  };
}

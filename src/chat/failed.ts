import type { Failure } from '../api/wire';

interface ITold {
  readonly id: string;
  readonly body: string;
}

/** The failure that a message tells of, if it is not dismissed or solved. */
export function failureIn(
  { body }: Pick<ITold, 'body'>,
  failures: readonly Failure[]
): Failure | undefined {
  return failures.find(failure => tells(body, failure));
}

/** Whether no later message tells of the same. */
export function isLast(
  message: ITold,
  messages: readonly ITold[],
  failure: Failure
): boolean {
  const all = messages.filter(({ body }) => tells(body, failure));
  return all[all.length - 1]?.id === message.id;
}

/** The server writes them so. */
function tells(body: string, { title, explanation }: Failure): boolean {
  return body.includes(`**${title}**`) && body.includes(explanation);
}

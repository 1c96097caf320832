import type { Failure } from '../api/wire';

interface IBody {
  readonly body: string;
}

/** The failure that a message tells of, if it is not dismissed or solved. */
export function failureIn(
  { body }: IBody,
  failures: readonly Failure[]
): Failure | undefined {
  return failures.find(failure => tells(body, failure));
}

/** Whether no later message tells of the same. */
export function isLast<T extends IBody>(
  message: T,
  messages: readonly T[],
  failure: Failure
): boolean {
  const all = messages.filter(({ body }) => tells(body, failure));
  return all.length === 0 || all[all.length - 1]?.body === message.body;
}

/** The server writes them so. */
function tells(body: string, { title, explanation }: Failure): boolean {
  return (
    body.includes(`**${title}**`) && body.includes(explanation)
  );
}

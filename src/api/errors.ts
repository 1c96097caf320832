import { ServerConnection } from '@jupyterlab/services';

import type { Problem } from './wire';

/** An answer that is not a success, with the server's explanation. */
export class RequestError extends ServerConnection.ResponseError {
  constructor(
    response: Response,
    readonly problem: Problem
  ) {
    super(response, problem.message);
    this.name = 'RequestError';
  }

  get status(): number {
    return this.response.status;
  }

  /**
   * Read the explanation out of an answer. One that is not ours (a proxy's HTML
   * page, the server's own 404) leaves its status line as the message.
   */
  static async from(response: Response): Promise<RequestError> {
    const body = parse(await response.text());
    if (isProblem(body)) {
      return new RequestError(response, body);
    }
    return new RequestError(response, {
      message: `${response.status} ${response.statusText}`.trim()
    });
  }
}

/** A success whose body is not what was asked for, such as a login page. */
export class AnswerError extends Error {
  constructor(
    url: string,
    /** Whether the answer is that of another address than was asked. */
    readonly redirected: boolean
  ) {
    super(`Not a JSON answer: ${url}`);
    this.name = 'AnswerError';
  }
}

/**
 * @returns the value, or `undefined` where the text is not JSON.
 */
export function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isProblem(body: unknown): body is Problem {
  return (
    typeof body === 'object' &&
    body !== null &&
    typeof (body as Partial<Problem>).message === 'string'
  );
}

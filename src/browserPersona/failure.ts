/**
 * What is seen of a request that failed, as the server wants to hear it. What it means is for the
 * server to say.
 */
import type { BrowserFailure } from '../api/wire';
import type { IFinishReason } from './sdk';
import { hidden } from './secrets';
import { Silent } from './silent';

export type Facts = Pick<
  BrowserFailure,
  | 'kind'
  | 'url'
  | 'status'
  | 'content_type'
  | 'retry_after'
  | 'body'
  | 'message'
  | 'reason'
  | 'seconds'
>;

/** What the server takes. */
const LONGEST = { url: 2000, body: 20_000, message: 4000, header: 64 };

/** What the AI SDK raises, as far as it is looked at. */
interface ISdkError {
  readonly message?: string;
  readonly url?: string;
  readonly statusCode?: number;
  readonly responseHeaders?: Readonly<Record<string, string | undefined>>;
  readonly responseBody?: string;
}

/** The SDK's complaint of a stream that ended without a finish reason. */
const NO_REASON = 'AI_InvalidResponseDataError';

/** What Chromium, Firefox and Safari say where `fetch` brings nothing; other mistakes are none of theirs. */
const NO_ANSWER = /failed to fetch|networkerror|load failed/i;

/**
 * An error that was raised, or that came as a part of a stream.
 *
 * @param reading - whether an answer was being read.
 */
export function factsOf(
  error: unknown,
  secrets: readonly string[],
  reading: boolean
): Facts {
  if (error instanceof Silent) {
    return { kind: 'silent', seconds: error.seconds };
  }
  if (!(error instanceof Error)) {
    // The endpoint's own words, handed on as they came.
    const said = typeof error === 'string' ? error : JSON.stringify(error);
    return { kind: 'reported', body: hidden(said, secrets, LONGEST.body) };
  }
  const { message, url, statusCode, responseHeaders, responseBody } =
    error as ISdkError;
  const words = { message: hidden(message ?? '', secrets, LONGEST.message) };
  if (url === undefined) {
    return { kind: kindOf(error, reading), ...words };
  }
  const sent = { url: hidden(url, secrets, LONGEST.url), ...words };
  if (statusCode === undefined) {
    return { kind: 'unreached', ...sent };
  }
  return {
    kind: responseBody === undefined && statusCode < 400 ? 'lost' : 'answered',
    ...sent,
    status: statusCode,
    content_type: responseHeaders?.['content-type']?.slice(0, LONGEST.header),
    retry_after: responseHeaders?.['retry-after']?.slice(0, LONGEST.header),
    body: hidden(responseBody ?? '', secrets, LONGEST.body)
  };
}

/** A stream that ended without anything to show. */
export function endedWith(reason: IFinishReason | undefined): Facts {
  return { kind: 'ended', reason: reason?.unified ?? '' };
}

/** Of an error that does not say where the request went. */
function kindOf(error: Error, reading: boolean): Facts['kind'] {
  if (error.name === NO_REASON) {
    return 'unfinished';
  }
  // To browsers both are `TypeError`s: no answer, and a body that breaks off.
  if (!(error instanceof TypeError)) {
    return 'other';
  }
  return reading
    ? 'lost'
    : NO_ANSWER.test(error.message)
      ? 'unreached'
      : 'other';
}

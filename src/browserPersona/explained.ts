import type { BrowserVerdict } from '../api/wire';

/**
 * The same error with words that a person can use. It stays of its class and keeps what it carries:
 * the SDK decides by that whether to try again.
 */
export function explained(
  error: unknown,
  verdict: BrowserVerdict | null
): unknown {
  if (!verdict?.title) {
    return error;
  }
  const { title, explanation, hint } = verdict;
  const message = [`${title}.`, explanation, hint].filter(Boolean).join(' ');
  return error instanceof Error
    ? (Object.create(error, {
        message: { value: message, configurable: true, writable: true }
      }) as Error)
    : new Error(message);
}

/** The endpoint accepted a request and sent nothing, or nothing more. */
export class Silent extends Error {
  /** @param seconds - how long silence was borne. */
  constructor(readonly seconds: number) {
    super(`no data for ${seconds} s`);
    this.name = 'Silent';
  }
}

/**
 * Wait for something, but not for ever.
 *
 * @param seconds - `null`: for ever.
 * @throws `Silent` where nothing came.
 */
export async function within<T>(
  awaited: PromiseLike<T>,
  seconds: number | null
): Promise<T> {
  if (seconds === null) {
    return awaited;
  }
  let timer: ReturnType<typeof setTimeout> | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Silent(seconds)), seconds * 1000);
  });
  try {
    return await Promise.race([awaited, silence]);
  } finally {
    clearTimeout(timer);
  }
}

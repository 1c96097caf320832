import { Notification } from '@jupyterlab/apputils';

import { RequestError } from '../api/errors';

/** A command has no place of its own to say why it was refused. */
export async function told<T>(act: () => Promise<T>): Promise<T | null> {
  try {
    return await act();
  } catch (error) {
    const { message, reason } =
      error instanceof RequestError
        ? error.problem
        : { message: String(error), reason: null };
    Notification.error([message, reason].filter(Boolean).join(' '));
    return null;
  }
}

import { Notification } from '@jupyterlab/apputils';
import type { ISchemaValidator } from '@jupyterlab/settingregistry';
import type { TranslationBundle } from '@jupyterlab/translation';

/** Say in the log, and to the user who is not told otherwise, that settings would not load. */
export function tellOfProblem(
  error: unknown,
  isTold: boolean,
  trans: TranslationBundle
): void {
  console.error('The streaming settings could not be loaded.', error);
  if (!isTold) {
    Notification.error(
      trans.__(
        'The streaming settings could not be loaded: %1. Correct them in the JSON Settings Editor, or see the log of the server.',
        explain(error)
      ),
      { autoClose: false }
    );
  }
}

/**
 * One line about settings that would not load: the registry rejects with a
 * list of validation errors, or with an error of the request.
 */
export function explain(error: unknown): string {
  if (Array.isArray(error)) {
    return (error as ISchemaValidator.IError[])
      .map(({ instancePath, message }) =>
        [instancePath, message].filter(Boolean).join(' ')
      )
      .join('; ');
  }
  return error instanceof Error ? error.message : String(error);
}

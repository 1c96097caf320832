import type { ISchemaValidator } from '@jupyterlab/settingregistry';

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

import type { TranslationBundle } from '@jupyterlab/translation';

/**
 * What cannot be seen of responses that do not mark their end.
 *
 * @param model - its name; `null` where it is clear.
 */
export function unmarkedWords(
  model: string | null,
  trans: TranslationBundle
): string {
  return model === null
    ? trans.__(
        'Its responses have no end marker, so one that is cut off looks complete.'
      )
    : trans.__(
        'Responses from %1 have no end marker, so one that is cut off looks complete.',
        model
      );
}

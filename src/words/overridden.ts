import type { TranslationBundle } from '@jupyterlab/translation';

import type { ModelEntry } from '../api/wire';
import { modeName } from './mode';

/** More names than that are a number. */
const MOST_NAMES = 3;

/** Says that the mode of a provider is not that of these models. */
export function overriddenWords(
  models: readonly ModelEntry[],
  trans: TranslationBundle
): string {
  if (models.length > MOST_NAMES) {
    return trans._n(
      'Overridden for %1 model.',
      'Overridden for %1 models.',
      models.length,
      models.length
    );
  }
  const names = models.map(({ id, decision }) =>
    trans.__('%1 (%2)', id, modeName(decision.mode, trans))
  );
  return trans.__(
    'Overridden for %1.',
    names.reduce((some, next) => trans.__('%1, %2', some, next))
  );
}

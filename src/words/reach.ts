import type { TranslationBundle } from '@jupyterlab/translation';

import type { Persona } from '../api/wire';

/** Whether the switch is a persona's: one sentence, the same in every view. */
export function reachWords(
  { name, reach }: Pick<Persona, 'name' | 'reach'>,
  trans: TranslationBundle
): string {
  switch (reach) {
    case 'governed':
      return trans.__('%1 uses models that follow this switch.', name);
    case 'own':
      return trans.__(
        '%1 manages its own streaming, so this switch does not apply to it.',
        name
      );
    case 'unknown':
      return trans.__(
        '%1 has not used a model that follows this switch so far.',
        name
      );
  }
}

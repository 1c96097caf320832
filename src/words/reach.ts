import type { TranslationBundle } from '@jupyterlab/translation';

import type { Governed, Persona } from '../api/wire';

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

/** Which models of a class follow the switch, where not all of them do. */
export function obeyingWords(
  obeying: Governed['obeying'],
  trans: TranslationBundle
): string | null {
  switch (obeying) {
    case 'all':
      return null;
    case 'of-jupyter-ai':
      return trans.__('(in Jupyter AI)');
    case 'passed':
      return trans.__('(if passed to govern)');
  }
}

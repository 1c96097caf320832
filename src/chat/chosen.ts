import type { IInputModel } from '@jupyter/chat';

import type { IChat } from '../tokens';

const JUPYTERNAUT = 'JupyternautPersona';

/**
 * What is chosen where a message is written: who answers, and with which model.
 *
 * @returns `null` where that cannot be chosen (Jupyter AI 3.0 and 3.1): then
 *   the model of the settings answers.
 */
export function chosenIn(input: IInputModel): IChat | null {
  const metadata = input.getMetadata?.();
  const persona = metadata?.to_persona;
  if (typeof persona !== 'string') {
    return null;
  }
  // jupyter-ai-personas::<package>::<class>
  const name = persona.split('::').pop() ?? persona;
  if (name === JUPYTERNAUT) {
    return { agent: null, model: idOf(metadata?.model) };
  }
  return { agent: name.replace(/Persona$/, '') || name, model: null };
}

function idOf(model: unknown): string | null {
  const id = (model as { id?: unknown } | null | undefined)?.id;
  return typeof id === 'string' && id ? id : null;
}

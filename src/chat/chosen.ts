import type { IInputModel } from '@jupyter/chat';

import type { IChat } from '../tokens';

/** Jupyter AI's own; others may call their classes, and themselves, the same. */
const JUPYTERNAUT = /::jupyter_ai(_jupyternaut)?::JupyternautPersona$/;

/** Jupyternaut of the browser (jupyternaut-lite). */
const IN_BROWSER = 'jupyternaut-frontend';

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
  if (JUPYTERNAUT.test(persona)) {
    return { agent: null, persona, model: idOf(metadata?.model) };
  }
  if (persona === IN_BROWSER) {
    return { agent: null, persona, model: null, inBrowser: true };
  }
  return {
    agent: shownName(persona, input) ?? className(persona),
    persona,
    model: null
  };
}

/** What the chat calls the persona; `null` while it has not heard of it. */
function shownName(persona: string, input: IInputModel): string | null {
  const user = input.chatContext?.users.find(
    ({ username }) => username === persona
  );
  return [user?.display_name, user?.name].find(Boolean) ?? null;
}

/** What is left of `jupyter-ai-personas::<package>::<class>` for a person to read. */
function className(persona: string): string {
  const name = persona.split('::').pop() ?? persona;
  return name.replace(/Persona$/, '') || name;
}

function idOf(model: unknown): string | null {
  const id = (model as { id?: unknown } | null | undefined)?.id;
  return typeof id === 'string' && id ? id : null;
}

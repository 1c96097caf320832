import type { IInputModel } from '@jupyter/chat';
import type { JupyterFrontEnd } from '@jupyterlab/application';
import * as React from 'react';

type Factory = typeof import('@jupyter/chat').IInputToolbarRegistryFactory;

const NAME = 'jupyterlab-ai-stream-toggle';

/** Right of what personas put there themselves. */
const RANK = 100;

/** Right of the choice of persona and model, which stands at 5. */
const POSITION = 6;

/**
 * Put a button beside where messages are written, in every chat to come. Jupyter AI has a registry
 * for that, but for 3.0.
 *
 * @param button - drawn for the place where one message is written.
 */
export async function placeButton(
  app: JupyterFrontEnd,
  factory: Factory,
  button: (input: IInputModel) => React.JSX.Element
): Promise<void> {
  // Not named among the optional tokens: see `plugin.ts`.
  const token = (await import('@jupyter-ai/persona-manager').catch(() => null))
    ?.IPersonaControlRegistry;
  const controls = token && (await app.resolveOptionalService(token));
  if (controls) {
    controls.addControl({
      id: NAME,
      rank: RANK,
      component: ({ model }) => button(model)
    });
    return;
  }
  const toolbars = await app.resolveOptionalService(factory);
  if (!toolbars) {
    return;
  }
  // There is one factory and no way to add to what it makes, but this.
  const create = toolbars.create.bind(toolbars);
  toolbars.create = () => {
    const toolbar = create();
    toolbar.addItem(NAME, {
      position: POSITION,
      element: ({ model, edit }) => (edit ? <></> : button(model))
    });
    return toolbar;
  };
}

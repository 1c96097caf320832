import type { IInputModel, IInputToolbarRegistry } from '@jupyter/chat';
import type { IPersonaControlRegistry } from '@jupyter-ai/persona-manager';
import type { JupyterFrontEnd } from '@jupyterlab/application';
import { Token } from '@lumino/coreutils';
import * as React from 'react';

import { draw, erase } from '../../__tests__/drawing';
import { placeButton } from '../place';

const CONTROLS = new Token<IPersonaControlRegistry>(
  '@jupyter-ai/persona-manager:IPersonaControlRegistry'
);
const FACTORY = new Token<{ create(): IInputToolbarRegistry }>(
  '@jupyter/chat:IInputToolbarRegistryFactory'
);

// Which is there with Jupyter AI 3 alone; 3.0 has no such token.
let mockExported: Token<IPersonaControlRegistry> | undefined;
jest.mock(
  '@jupyter-ai/persona-manager',
  () => ({
    get IPersonaControlRegistry() {
      return mockExported;
    }
  }),
  { virtual: true }
);

type Control = Parameters<IPersonaControlRegistry['addControl']>[0];
type Item = Parameters<IInputToolbarRegistry['addItem']>[1];

async function place(services: unknown[]) {
  const controls: Control[] = [];
  const items: Item[] = [];
  const factory = {
    create: () => ({
      addItem: (_: string, item: Item) => {
        items.push(item);
      }
    })
  };
  const offered = new Map<unknown, unknown>([
    [CONTROLS, { addControl: (control: Control) => controls.push(control) }],
    [FACTORY, factory]
  ]);
  const app = {
    resolveOptionalService: (token: unknown) =>
      Promise.resolve(services.includes(token) ? offered.get(token) : null)
  } as unknown as JupyterFrontEnd;
  await placeButton(app, FACTORY, (input: IInputModel) => (
    <button>{String(input.getMetadata?.().of)}</button>
  ));
  factory.create();
  return { controls, items };
}

describe('the button in chats', () => {
  afterEach(async () => {
    await erase();
  });

  it('is put where Jupyter AI has a place for it, and for all personas', async () => {
    mockExported = CONTROLS;
    const { controls, items } = await place([CONTROLS, FACTORY]);
    expect(items).toHaveLength(0);
    expect(controls).toHaveLength(1);
    const [{ component: Component, personaId }] = controls as [Control];
    expect(personaId).toBeUndefined();
    const input = { getMetadata: () => ({ of: 'this chat' }) };
    const host = await draw(<Component personaId="any" model={input} />);
    expect(host.textContent).toBe('this chat');
  });

  it.each([
    ['the release has no such place', undefined, [FACTORY]],
    ['that place was disabled', CONTROLS, [FACTORY]]
  ])('is put into each toolbar where %s', async (_, token, services) => {
    mockExported = token;
    const { controls, items } = await place(services);
    expect(controls).toHaveLength(0);
    expect(items).toHaveLength(1);
  });

  it('is nowhere where there are no toolbars', async () => {
    mockExported = undefined;
    const { items } = await place([]);
    expect(items).toHaveLength(0);
  });
});

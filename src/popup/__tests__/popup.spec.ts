import { nullTranslator } from '@jupyterlab/translation';
import { CommandRegistry } from '@lumino/commands';

import { byRole, doing, erase, options } from '../../__tests__/drawing';
import {
  AZURE,
  DAMAGED,
  DECISION,
  LEARNED,
  PROVIDERS,
  STATUS
} from '../../__tests__/examples';
import { FakeClient, FakeConnection } from '../../__tests__/fakes';
import type { Decision, ProviderEntry, Status } from '../../api/wire';
import { StreamingModel } from '../../state/model';
import { CommandIDs } from '../../tokens';
import { PopupOpener } from '../opener';

const trans = nullTranslator.load('test');

/** The popup at a button, on a server that says `answer`. */
async function open(answer: Status, azure: Partial<ProviderEntry> = {}) {
  const client = new FakeClient();
  client.answer = answer;
  client.known = { ...PROVIDERS, providers: [{ ...AZURE, ...azure }] };
  const model = new StreamingModel(client, new FakeConnection());
  await model.refresh();
  client.asked.length = 0;
  const commands = new CommandRegistry();
  const executed: string[] = [];
  commands.commandExecuted.connect((_, { id }) => {
    executed.push(id);
  });
  commands.addCommand(CommandIDs.openPanel, {
    describedBy: { args: {} },
    execute: () => undefined
  });
  commands.addCommand(CommandIDs.restoreSettings, {
    describedBy: { args: {} },
    execute: () => undefined
  });
  const anchor = document.body.appendChild(document.createElement('button'));
  const opener = new PopupOpener(model, commands, trans);
  await doing(() => opener.toggle(anchor));
  // JupyterLab draws React when the browser is idle.
  await doing(() => new Promise(resolve => setTimeout(resolve)));
  const box = document.querySelector<HTMLElement>('[role=dialog]');
  if (!box) {
    throw new Error('no popup');
  }
  return { anchor, box, client, executed, model, opener };
}

const decided = (decision: Partial<Decision>): Status => ({
  ...STATUS,
  decision: { ...DECISION, ...decision }
});

const PLAIN = decided({
  delivery: 'plain',
  outlook: 'all-at-once',
  learned: LEARNED
});
const GROUP = 'Streaming of all models of azure';
const MODEL_GROUP = 'Streaming of gpt-4o only';

const OWN = { mode: 'off', source: 'model-setting' } as const;

const LOCKED = {
  mode: 'off',
  source: 'administrator-lock',
  locked: true,
  lock_reason: 'Our gateway buffers.',
  allowed: ['off'],
  delivery: 'plain'
} satisfies Partial<Decision>;

const LIMITED = {
  lock_reason: 'Billed twice.',
  allowed: ['auto', 'off'],
  passed_over: 'on'
} satisfies Partial<Decision>;

const scoping = (box: HTMLElement, value: string) =>
  doing(() => {
    const scope = box.querySelector('select');
    if (scope) {
      scope.value = value;
      scope.dispatchEvent(new Event('change', { bubbles: true }));
    }
  });

const descriptionOf = (box: HTMLElement, group: string) =>
  document.getElementById(
    byRole(box, '[role=radiogroup]', group).getAttribute('aria-describedby') ??
      ''
  )?.textContent;

function facts(box: HTMLElement): Record<string, string> {
  return Object.fromEntries(
    Array.from(box.querySelectorAll('dt'), term => [
      term.textContent ?? '',
      term.nextElementSibling?.textContent ?? ''
    ])
  );
}

const pressHere = (key: string, shiftKey = false) =>
  document.activeElement?.dispatchEvent(
    new KeyboardEvent('keydown', {
      key,
      shiftKey,
      bubbles: true,
      cancelable: true
    })
  );

describe('the popup', () => {
  afterEach(async () => {
    await doing(() =>
      document.dispatchEvent(new Event('pointerdown', { bubbles: true }))
    );
    await erase();
    document.body.replaceChildren();
  });

  it('tells what happens, why, and who decided', async () => {
    const { box } = await open(PLAIN);
    expect(box.getAttribute('aria-label')).toBe('Streaming');
    expect(box.querySelector('code')?.textContent).toBe('azure:gpt-4o');
    expect(facts(box)).toEqual({
      'Next response': 'All at once (no streaming)',
      Because: 'Streaming was rejected on Nov 22. Will retry on Nov 29.',
      Mode: 'Auto (Default)'
    });
  });

  it('sets the mode of the provider', async () => {
    const { box, client } = await open(STATUS);
    expect(options(box, GROUP)).toBe('[Default (Auto)] Auto On Off');
    await doing(() => byRole(box, 'input', 'Off').click());
    expect(client.asked).toContain(
      'setMode {"provider":"azure","model":null,"mode":"off"}'
    );
  });

  it('sets the mode of the model, if the user wants that', async () => {
    const { box, client } = await open(STATUS);
    await scoping(box, 'model');
    expect(options(box, MODEL_GROUP)).toBe('[Default (Auto)] Auto On Off');
    await doing(() => byRole(box, 'input', 'On').click());
    expect(client.asked).toContain(
      'setMode {"provider":"azure","model":"gpt-4o","mode":"on"}'
    );
  });

  it('begins with the model where that has a mode of its own', async () => {
    const { box } = await open(decided(OWN), {
      mode: 'on',
      inherited: 'off',
      decision: { ...DECISION, mode: 'on', source: 'provider-setting' },
      models: [
        {
          id: 'gpt-4o',
          mode: 'off',
          inherited: 'on',
          decision: { ...DECISION, ...OWN }
        }
      ]
    });
    expect(options(box, MODEL_GROUP)).toBe('Default (On) Auto On [Off]');
    await scoping(box, 'provider');
    expect(options(box, GROUP)).toBe('Default (Off) Auto [On] Off');
    expect(descriptionOf(box, GROUP)).toBe('Overridden for gpt-4o (Off).');
  });

  it('shows a lock with its reason, and nothing to change', async () => {
    const { box } = await open(decided(LOCKED), {
      decision: { ...DECISION, ...LOCKED }
    });
    expect(options(box, GROUP)).toBe('Auto On [Off]');
    expect(box.querySelector('input:not(:disabled)')).toBeNull();
    expect(descriptionOf(box, GROUP)).toBe(
      'Locked by your administrator: Our gateway buffers.'
    );
  });

  it('lets all models be changed where one is locked', async () => {
    const decision = { ...DECISION, ...LOCKED };
    const { box, client } = await open(decided(LOCKED), {
      models: [{ id: 'gpt-4o', mode: null, inherited: 'off', decision }]
    });
    expect(options(box, MODEL_GROUP)).toBe('Auto On [Off]');
    expect(box.querySelector('input:not(:disabled)')).toBeNull();
    expect(descriptionOf(box, MODEL_GROUP)).toBe(
      'Locked by your administrator: Our gateway buffers.'
    );
    await scoping(box, 'provider');
    expect(descriptionOf(box, GROUP)).toBe('Overridden for gpt-4o (Off).');
    await doing(() => byRole(box, 'input', 'On').click());
    expect(client.asked).toContain(
      'setMode {"provider":"azure","model":null,"mode":"on"}'
    );
  });

  it('shows what a lock leaves to choose, and what it passes over', async () => {
    const { box, client } = await open(decided(LIMITED), {
      mode: 'on',
      decision: { ...DECISION, ...LIMITED }
    });
    expect(options(box, GROUP)).toBe('[Default (Auto)] Auto On Off');
    expect(byRole(box, 'input', 'On').matches(':disabled')).toBe(true);
    expect(descriptionOf(box, GROUP)).toBe(
      'On is set, but not allowed. Limited by your administrator to Auto or Off: Billed twice.'
    );
    await doing(() => byRole(box, 'input', 'Off').click());
    expect(client.asked).toContain(
      'setMode {"provider":"azure","model":null,"mode":"off"}'
    );
  });

  it.each([LOCKED, LIMITED])(
    'begins with the model where a lock is about it and not its provider',
    async lock => {
      const { box } = await open(decided(lock));
      expect(box.querySelector('select')?.value).toBe('model');
      expect(descriptionOf(box, MODEL_GROUP)).toContain(lock.lock_reason);
      await scoping(box, 'provider');
      // It holds against what is chosen here.
      expect(descriptionOf(box, GROUP)).toContain(lock.lock_reason);
    }
  );

  it('forgets on request, and keeps the focus', async () => {
    const { box, client } = await open(PLAIN);
    client.answer = STATUS;
    const again = byRole(box, 'button', 'Retry Streaming');
    again.focus();
    await doing(() => again.click());
    expect(client.asked).toContain(
      'forget {"provider":"azure","model":"gpt-4o"}'
    );
    expect(box.contains(document.activeElement)).toBe(true);
    expect(box.textContent).not.toContain('Retry Streaming');
  });

  it('leads to all providers', async () => {
    const { box, executed } = await open(STATUS);
    await doing(() => byRole(box, 'button', 'All Providers…').click());
    expect(executed).toEqual([CommandIDs.openPanel]);
    expect(box.isConnected).toBe(false);
  });

  it('says that there is nothing to switch', async () => {
    const { box } = await open({ ...STATUS, target: null, decision: null });
    expect(box.querySelector('input')).toBeNull();
    expect(box.textContent).toContain('No chat model is selected');
  });

  it('tells of settings that cannot be read', async () => {
    const { box } = await open({ ...STATUS, settings_error: 'Line 3.' });
    expect(box.textContent).toContain('Line 3.');
    expect(box.textContent).not.toContain('Restore Settings…');
  });

  it('leads to the dialog that restores damaged settings', async () => {
    const { anchor, box, executed } = await open(DAMAGED);
    await doing(() => byRole(box, 'button', 'Restore Settings…').click());
    expect(executed).toEqual([CommandIDs.restoreSettings]);
    expect(box.isConnected).toBe(false);
    // There the dialog puts it back when it is closed.
    expect(document.activeElement).toBe(anchor);
  });

  it('takes the focus, and gives it back with Escape', async () => {
    const { anchor, box } = await open(STATUS);
    // The first on the screen.
    expect(document.activeElement?.tagName).toBe('SELECT');
    expect(anchor.getAttribute('aria-expanded')).toBe('true');
    await doing(() => pressHere('Escape'));
    expect(box.isConnected).toBe(false);
    expect(document.activeElement).toBe(anchor);
    expect(anchor.getAttribute('aria-expanded')).toBe('false');
  });

  it('keeps Tab within', async () => {
    const { box } = await open(STATUS);
    const last = byRole(box, 'button', 'All Providers…');
    last.focus();
    pressHere('Tab');
    expect(document.activeElement?.tagName).toBe('SELECT');
    pressHere('Tab', true);
    expect(document.activeElement).toBe(last);
  });

  it('closes with a click elsewhere, or a second one on its button', async () => {
    const first = await open(STATUS);
    await doing(() =>
      document.body.dispatchEvent(new Event('pointerdown', { bubbles: true }))
    );
    expect(first.box.isConnected).toBe(false);
    const second = await open(STATUS);
    await doing(() => second.opener.toggle(second.anchor));
    expect(second.box.isConnected).toBe(false);
  });
});

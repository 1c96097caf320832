import { Notification } from '@jupyterlab/apputils';
import { nullTranslator } from '@jupyterlab/translation';
import { CommandRegistry } from '@lumino/commands';
import type { ReadonlyPartialJSONObject } from '@lumino/coreutils';

import { DAMAGED, DECISION, LEARNED, STATUS } from '../../__tests__/examples';
import { FakeClient, FakeConnection } from '../../__tests__/fakes';
import { RequestError } from '../../api/errors';
import type { Decision, Status } from '../../api/wire';
import { StreamingModel } from '../../state/model';
import { CommandIDs } from '../../tokens';
import { addCommands } from '../commands';
import { paletteItems } from '../palette';

const trans = nullTranslator.load('test');

async function build(answer: Status = STATUS) {
  const client = new FakeClient();
  client.answer = answer;
  const model = new StreamingModel(client, new FakeConnection());
  const commands = new CommandRegistry();
  addCommands(commands, model, trans);
  await model.refresh();
  client.asked.length = 0;
  const run = async (id: string, args: ReadonlyPartialJSONObject = {}) => {
    await commands.execute(id, args);
    return client.asked.filter(what => /^(setMode|forget)/.test(what));
  };
  return { client, commands, model, run };
}

const decided = (decision: Partial<Decision>): Status => ({
  ...STATUS,
  decision: { ...DECISION, ...decision }
});

const LOCKED = decided({
  source: 'administrator-lock',
  locked: true,
  allowed: ['off']
});
const NEVER_ON = decided({ allowed: ['auto', 'off'] });

describe('the commands', () => {
  it('say what they can be told, and have a name in the palette', async () => {
    const { commands } = await build();
    const labels = paletteItems().map(({ command, args }) =>
      commands.label(command, args)
    );
    expect(labels).toEqual([
      'Streaming: Auto',
      'Streaming: On',
      'Streaming: Off',
      'Cycle Streaming Mode',
      'Retry Streaming',
      'Streaming: Reset Detection Results',
      'Streaming: Check Connection…',
      'Streaming: All Providers',
      'Streaming: Show Status',
      'Streaming: Restore Settings…'
    ]);
    const { settings, help, ...ours } = CommandIDs;
    expect([settings, help].some(id => commands.hasCommand(id))).toBe(false);
    for (const id of Object.values(ours)) {
      await expect(commands.describedBy(id)).resolves.toMatchObject({
        args: { type: 'object' }
      });
    }
  });

  it('repeats nothing in its own menu, and has icons on none', async () => {
    const { commands } = await build();
    const items = paletteItems().map(({ command, args }) => ({
      label: commands.label(command, { ...args, isPalette: false }),
      icon: commands.icon(command, args)
    }));
    expect(items.map(({ label }) => label)).toContain('Show Status');
    expect(items.filter(({ label }) => label.startsWith('Streaming:'))).toEqual(
      []
    );
    expect(items.filter(({ icon }) => icon)).toEqual([]);
  });

  describe('set-mode', () => {
    it('is for the model the user is chatting with', async () => {
      const { run } = await build();
      await expect(run(CommandIDs.setMode, { mode: 'off' })).resolves.toEqual([
        'setMode {"provider":"azure","model":null,"mode":"off"}'
      ]);
    });

    it('keeps to the model where that has a mode of its own', async () => {
      const { run } = await build(decided({ source: 'model-setting' }));
      await expect(run(CommandIDs.setMode, { mode: null })).resolves.toEqual([
        'setMode {"provider":"azure","model":"gpt-4o","mode":null}'
      ]);
    });

    it('is for whatever is named', async () => {
      const { run } = await build(LOCKED);
      const args = { provider: 'groq', model: 'llama', mode: 'on' };
      await expect(run(CommandIDs.setMode, args)).resolves.toEqual([
        'setMode {"provider":"groq","model":"llama","mode":"on"}'
      ]);
    });

    it('sets the default of all', async () => {
      const { run } = await build();
      const args = { provider: null, mode: 'on' };
      await expect(run(CommandIDs.setMode, args)).resolves.toEqual([
        'setMode {"provider":null,"model":null,"mode":"on"}'
      ]);
    });

    it('is off for what is locked, or an agent’s', async () => {
      const locked = await build(LOCKED);
      const args = { mode: 'on' };
      expect(locked.commands.isEnabled(CommandIDs.setMode, args)).toBe(false);
      const { commands, model } = await build();
      expect(commands.isEnabled(CommandIDs.setMode, args)).toBe(true);
      model.follow({ agent: 'Claude', persona: 'c', model: null });
      expect(commands.isEnabled(CommandIDs.setMode, args)).toBe(false);
    });

    it('is off for what is not allowed; of others the server knows', async () => {
      const { commands } = await build(NEVER_ON);
      const enabled = (args: ReadonlyPartialJSONObject) =>
        commands.isEnabled(CommandIDs.setMode, args);
      expect(enabled({ mode: 'on' })).toBe(false);
      expect(enabled({ mode: 'off' })).toBe(true);
      expect(enabled({ mode: null })).toBe(true);
      expect(enabled({ mode: 'on', provider: 'openai' })).toBe(true);
    });

    it('is checked in the menu where it is in force', async () => {
      const { client, commands, model } = await build();
      const toggled = (mode: string) =>
        commands.isToggled(CommandIDs.setMode, { mode });
      expect(toggled('auto')).toBe(true);
      expect(toggled('off')).toBe(false);
      let told = 0;
      commands.commandChanged.connect(() => {
        told++;
      });
      client.answer = decided({ mode: 'off' });
      await model.refresh();
      expect(toggled('off')).toBe(true);
      expect(told).toBeGreaterThan(0);
    });

    it('tells the user of a refusal', async () => {
      const { client, run } = await build();
      client.refusal = new RequestError(new Response('', { status: 403 }), {
        message: 'Azure is locked.',
        reason: 'Our gateway buffers.'
      });
      await run(CommandIDs.setMode, { mode: 'on' });
      expect(Notification.manager.notifications[0]?.message).toBe(
        'Azure is locked. Our gateway buffers.'
      );
    });
  });

  it.each([
    ['auto', 'on'],
    ['on', 'off'],
    ['off', 'auto']
  ] as const)('cycle-mode goes from %s to %s', async (mode, next) => {
    const { run } = await build(decided({ mode }));
    await expect(run(CommandIDs.cycleMode)).resolves.toEqual([
      `setMode {"provider":"azure","model":null,"mode":"${next}"}`
    ]);
  });

  it('cycle-mode leaves out what is not allowed', async () => {
    const { run } = await build(NEVER_ON);
    await expect(run(CommandIDs.cycleMode)).resolves.toEqual([
      'setMode {"provider":"azure","model":null,"mode":"off"}'
    ]);
  });

  it('forget is for what is known about the model in use', async () => {
    const { commands, run } = await build(
      decided({ delivery: 'plain', learned: LEARNED })
    );
    expect(commands.isEnabled(CommandIDs.forget)).toBe(true);
    await expect(run(CommandIDs.forget)).resolves.toEqual([
      'forget {"provider":"azure","model":"gpt-4o"}'
    ]);
    const nothing = await build();
    expect(nothing.commands.isEnabled(CommandIDs.forget)).toBe(false);
  });

  it('forget is for what is named, or everything', async () => {
    const { run } = await build();
    await run(CommandIDs.forget, { provider: 'groq' });
    await expect(run(CommandIDs.forget, { everything: true })).resolves.toEqual(
      ['forget {"provider":"groq"}', 'forget {}']
    );
  });

  it('restore-settings is for settings that are damaged', async () => {
    const { client, commands, model } = await build();
    expect(commands.isEnabled(CommandIDs.restoreSettings)).toBe(false);
    const changed: (string | undefined)[] = [];
    commands.commandChanged.connect((_, { id }) => {
      changed.push(id);
    });
    client.answer = DAMAGED;
    await model.refresh();
    expect(commands.isEnabled(CommandIDs.restoreSettings)).toBe(true);
    expect(changed).toContain(CommandIDs.restoreSettings);
  });

  it('restore-settings opens the dialog', async () => {
    const { commands } = await build(DAMAGED);
    const closed = commands.execute(CommandIDs.restoreSettings);
    let title: HTMLElement | null = null;
    while (!(title = document.querySelector('.jp-Dialog h2'))) {
      await new Promise(resolve => setTimeout(resolve));
    }
    expect(title.textContent).toBe('Restore Settings');
    title.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'Escape', bubbles: true })
    );
    await closed;
  });

  it('open-panel shows our settings, where there is an editor', async () => {
    const { commands } = await build();
    expect(commands.isEnabled(CommandIDs.openPanel)).toBe(false);
    const opened: unknown[] = [];
    commands.addCommand('settingeditor:open', {
      describedBy: { args: {} },
      execute: args => {
        opened.push(args);
      }
    });
    expect(commands.isEnabled(CommandIDs.openPanel)).toBe(true);
    await commands.execute(CommandIDs.openPanel);
    expect(opened).toEqual([
      { query: 'AI Streaming', settingEditorType: 'ui' }
    ]);
  });
});

/**
 * The persona that runs in the browser (jupyternaut-lite): what goes over the wire, and what its chat
 * shows. Its package has an environment of its own, without Jupyter AI; see docs/personas.md.
 */
import type { Page } from '@playwright/test';

import { expect, test } from './fixtures';
import { openLab } from './lab';
import { Practice } from './practice';
import { Server } from './server';
import { banner, Popup, statusItem } from './switch';

/** The interpreter of the environment with the persona. */
const { LITE_PYTHON } = process.env;

const SETTINGS = '@jupyter-ai/jupyternaut-lite:settings-model';

const LAST_SENTENCE = 'This is the end of the answer.';

/** A chat without messages; each test has one of its own. */
const EMPTY = '{"messages": [], "users": {}, "attachments": {}}';

const CANARY = 'sk-canary-0123456789abcdef';

const input = (page: Page) => page.getByPlaceholder('Type a chat message');

const messages = (page: Page) => page.locator('.jp-chat-rendered-message');

const stop = (page: Page) =>
  page.getByRole('button', { name: 'Stop generating' });

function settings(practice: Practice, blocked: Practice, chosen: string) {
  const provider = (id: string, baseURL: string) => ({
    id,
    name: id,
    provider: 'generic',
    model: 'practice',
    apiKey: CANARY,
    baseURL
  });
  return {
    useSecretsManager: false,
    defaultProvider: chosen,
    providers: [
      provider('practice', practice.url),
      provider('blocked', blocked.url)
    ]
  };
}

/** What was asked for, request by request. */
async function asked(practice: Practice): Promise<string> {
  return (await practice.requests())
    .map(({ body }) => (body.stream ? 'S' : 'n'))
    .join('');
}

test.describe('the persona in the browser', () => {
  test.skip(!LITE_PYTHON, 'LITE_PYTHON is not set');
  test.setTimeout(300_000);

  let practice: Practice;
  let blocked: Practice;
  let server: Server;

  test.beforeAll(async () => {
    const python = LITE_PYTHON ?? '';
    practice = await Practice.start({ python, pages: true });
    blocked = await Practice.start({ python, pages: false });
    server = await Server.start({
      python,
      application: 'jupyterlab',
      settings: { [SETTINGS]: settings(practice, blocked, 'practice') },
      files: { 'a.chat': EMPTY, 'b.chat': EMPTY, 'c.chat': EMPTY },
      log: test.info().outputPath('server.log')
    });
  });

  test.afterAll(async () => {
    await server.dispose();
    practice.stop();
    blocked.stop();
  });

  async function rest<T>(
    resource: string,
    method = 'GET',
    body?: object
  ): Promise<T> {
    const answer = await fetch(
      server.url(`jupyterlab-ai-stream-toggle/${resource}`),
      { method, body: body && JSON.stringify(body) }
    );
    expect(answer.ok, `${resource}: ${answer.status}`).toBe(true);
    return (await answer.json()) as T;
  }

  const setMode = (mode: string | null) =>
    rest('modes', 'PUT', { provider: 'generic', mode });

  const open = async (page: Page, name: string) => {
    await setMode(null);
    await openLab(page, server.url(`lab/workspaces/${name}/tree/${name}.chat`));
    await expect(input(page)).toBeFocused();
    // The persona is there once its model is.
    await expect(statusItem(page)).toContainText('Streaming: Auto');
  };

  /** Nothing is known, and nothing failed. */
  const begin = async (fault: string, mode: string | null = null) => {
    await setMode(mode);
    await rest('capabilities', 'DELETE');
    await rest('failures', 'DELETE');
    await practice.setFault(fault);
  };

  /** Send a message; returns what comes after it, once there is as much. */
  const send = async (page: Page, text: string) => {
    const before = await messages(page).count();
    await expect(async () => {
      await input(page).fill(text);
      await input(page).press('Enter');
      await expect(messages(page)).not.toHaveCount(before, { timeout: 5000 });
    }).toPass();
    await expect(messages(page).nth(before)).toContainText(text);
    return {
      first: messages(page).nth(before + 1),
      last: messages(page).last()
    };
  };

  /** Send a message that is answered. */
  const say = async (page: Page, text: string) => {
    const { first } = await send(page, text);
    await expect(first).toContainText(`You said: “${text}”`);
    await expect(first).toContainText(LAST_SENTENCE);
  };

  test('is answered as the switch has it, whatever the endpoint does', async ({
    page
  }) => {
    await open(page, 'a');

    for (const [fault, inAuto, next] of [
      ['ok', 'S', 'S'],
      ['refuse-400', 'Sn', 'n'],
      ['refuse-500', 'Sn', 'n'],
      ['json', 'Sn', 'n'],
      ['empty', 'Sn', 'n'],
      ['done-only', 'Sn', 'n'],
      ['error-frame', 'Sn', 'n']
    ]) {
      await test.step(`auto, ${fault}`, async () => {
        await begin(fault ?? '');
        await say(page, `auto ${fault}`);
        expect(await asked(practice)).toBe(inAuto);
        await expect(banner(page)).toHaveCount(0);
        await say(page, `again ${fault}`);
        expect(await asked(practice)).toBe(`${inAuto}${next}`);
      });
    }

    await test.step('auto: told as of any other model', async () => {
      await expect(statusItem(page)).toHaveText(
        'Streaming: Auto (all at once)'
      );
      const popup = await new Popup(page).open();
      await expect(popup.box).toContainText('generic:practice');
      await popup.close();
    });

    await test.step('auto: what came is kept, and not asked for again', async () => {
      await begin('cut-clean');
      const { first, last } = await send(page, 'auto cut-clean');
      await expect(last).toContainText('Response interrupted');
      await expect(first).toContainText('You said: “auto cut-clean”');
      expect(await asked(practice)).toBe('S');
      await expect(banner(page)).toContainText('Response interrupted');
      await expect(banner(page)).toContainText('Jupyternaut');
      await expect(banner(page)).toContainText('generic:practice');
    });

    await test.step('auto, cut: all of it or its beginning, and never twice', async () => {
      await begin('cut');
      const { first, last } = await send(page, 'auto cut');
      await expect(last).toContainText(/end of the answer|interrupted/);
      const whole = (await asked(practice)) === 'Sn';
      expect(await asked(practice)).toBe(whole ? 'Sn' : 'S');
      await expect(first).toContainText(
        whole ? LAST_SENTENCE : /You said|Error/
      );
    });

    await test.step('auto: the key is not quoted, and nothing is repeated', async () => {
      await begin('unauthorized');
      const { last } = await send(page, 'auto unauthorized');
      await expect(last).toContainText('API key rejected');
      expect(await asked(practice)).toBe('S');
      expect(JSON.stringify(await rest('failures'))).not.toContain(CANARY);
    });

    for (const fault of ['ok', 'refuse-400', 'json']) {
      await test.step(`off, ${fault}`, async () => {
        await begin(fault, 'off');
        await say(page, `off ${fault}`);
        expect(await asked(practice)).toBe('n');
        const [request] = await practice.requests();
        expect(request?.body.stream ?? false).toBe(false);
      });
    }

    for (const [fault, told] of [
      ['refuse-400', 'Streaming not supported'],
      ['json', 'Empty response']
    ]) {
      await test.step(`on, ${fault}`, async () => {
        await begin(fault ?? '', 'on');
        const { last } = await send(page, `on ${fault}`);
        await expect(last).toContainText('Error generating response');
        await expect(banner(page)).toContainText(told ?? '');
        expect(await asked(practice)).toBe('S');
      });
    }

    await test.step('on, ok', async () => {
      await begin('ok', 'on');
      await say(page, 'on ok');
      expect(await asked(practice)).toBe('S');
      // A good answer shows that what failed is past.
      await expect(banner(page)).toHaveCount(0);
    });
  });

  test('calls tools either way, and stops when it is told to', async ({
    page
  }) => {
    await open(page, 'b');
    const call = 'practice:tool discover_commands {"query": "no such command"}';

    for (const [fault, mode, expected] of [
      ['ok', null, 'SS'],
      ['refuse-400', null, 'Snn'],
      ['ok', 'off', 'nn']
    ]) {
      await test.step(`a tool, ${mode ?? 'auto'}, ${fault}`, async () => {
        await begin(fault ?? '', mode);
        const { last } = await send(page, `${call} ${fault} ${mode}`);
        await expect(last).toContainText(
          'The practice endpoint got this from the tool'
        );
        await expect(last).toContainText(LAST_SENTENCE);
        expect(await asked(practice)).toBe(expected);
        const [, , , again] = (await practice.requests()).map(
          ({ body }) => body.messages
        );
        expect(again).toBeUndefined();
        const roles = (await practice.requests())
          .at(-1)
          ?.body.messages.map(({ role }) => role);
        expect(roles?.slice(-2)).toEqual(['assistant', 'tool']);
      });
    }

    for (const [mode, expected] of [
      [null, 'S'],
      ['on', 'S'],
      ['off', 'n']
    ]) {
      await test.step(`stop, ${mode ?? 'auto'}`, async () => {
        await begin('ok', mode);
        await practice.setGate(false);
        await send(page, `stop ${mode}`);
        await expect.poll(() => asked(practice)).toBe(expected);
        // By the keyboard: a notification may lie over it.
        await stop(page).press('Enter');
        await expect
          .poll(async () => (await practice.requests())[0]?.client_gone)
          .toBe(true);
        await practice.setGate(true);
        expect(await asked(practice)).toBe(expected);
        expect(await rest('failures')).toEqual({ failures: [] });
      });
    }
  });

  test('says whether nobody answers, or the browser may not hear it', async ({
    page
  }) => {
    server.saveSettings(SETTINGS, settings(practice, blocked, 'blocked'));
    await open(page, 'c');
    const { last } = await send(page, 'blocked');
    await expect(last).toContainText('Blocked by the browser (CORS)');
    await expect(banner(page)).toContainText('Blocked by the browser (CORS)');

    blocked.stop();
    const gone = await send(page, 'gone');
    await expect(gone.last).toContainText('Cannot connect to the endpoint');
  });
});

/**
 * Whoever changes a mode, and wherever: every view follows, and the next message obeys.
 */
import type { Page } from '@playwright/test';
import { expect, test } from '@playwright/test';

import { JUPYTERNAUT_2, JUPYTERNAUT_3, say } from './chat';
import { Demo, JUPYTER_AI } from './demo';
import { openEmptyLab, openLab, runFromPalette } from './lab';
import { banner, Panel, Popup, statusItem } from './switch';

const CHAT = JUPYTER_AI === '2' ? JUPYTERNAUT_2 : JUPYTERNAUT_3;

/** What Jupyter AI calls the demo's model, and one that does not exist. */
const [PRACTICE, OTHER] =
  JUPYTER_AI === '2'
    ? ['azure-chat-openai:practice', 'azure-chat-openai:other']
    : ['azure/practice', 'azure/other'];

const SOON = { timeout: 2_000 };

test.describe('the views', () => {
  const demo = new Demo();

  const openChat = async (page: Page) => {
    await openLab(page, demo.url.href);
    await expect(CHAT.input(page)).toBeVisible();
    await expect(statusItem(page)).toBeVisible();
  };

  test.beforeEach(async () => {
    await demo.resetSettings();
    await demo.forget();
  });

  test.afterEach(() => demo.resetSettings());

  test('the popup: by keyboard, and the next message obeys', async ({
    page
  }) => {
    // Where nothing takes the focus while it loads, as a chat does.
    await openEmptyLab(page, demo);
    await expect(statusItem(page)).toHaveText('Streaming: auto');
    await statusItem(page).focus();
    await page.keyboard.press('Enter');
    const popup = new Popup(page);
    await expect(popup.box).toBeVisible();
    await expect(
      popup.control.group.getByRole('radio', { name: 'Inherit' })
    ).toBeFocused();
    for (const choice of ['Auto', 'On', 'Off'] as const) {
      await page.keyboard.press('ArrowRight');
      await popup.control.expect(choice);
    }
    await popup.close();
    await expect(statusItem(page)).toBeFocused();
    await expect(statusItem(page)).toHaveText('Streaming: off');

    await page.keyboard.press('Space');
    await expect(popup.box).toBeVisible();
    await popup.close();

    await openChat(page);
    const text = `whole please ${Date.now()}`;
    await say(page, CHAT, text);
    const [only, ...more] = await demo.journal(text);
    expect(more).toEqual([]);
    expect(only?.body.stream ?? false).toBe(false);
  });

  test('command, REST, panel, file: each is followed by the others', async ({
    page,
    context
  }) => {
    const { provider } = (await demo.status()).target;
    await openEmptyLab(page, demo);
    const panel = await Panel.open(page);
    const second = await context.newPage();
    await openEmptyLab(second, demo, 'second');
    await expect(statusItem(second)).toHaveText('Streaming: auto');

    await runFromPalette(second, 'Streaming: Off');
    await expect(statusItem(second)).toHaveText('Streaming: off');
    await panel.control(provider).expect('Off');

    await demo.setMode(provider, 'on');
    await expect(statusItem(second)).toHaveText('Streaming: on');
    await panel.control(provider).expect('On');

    await panel.control(provider).choose('Inherit');
    await panel.defaults.choose('Off');
    await expect(statusItem(second)).toHaveText('Streaming: off');

    // As the JSON Settings Editor saves; the server hears of it by looking at the file.
    await demo.saveSettings({ providers: { [provider]: 'on' } });
    await expect(statusItem(second)).toHaveText('Streaming: on', SOON);
    await panel.control(provider).expect('On');
  });

  test('another model in Jupyter AI is followed within two seconds', async ({
    page
  }) => {
    await openChat(page);
    const popup = await new Popup(page).open();
    await expect(popup.box).toContainText('practice');
    try {
      await demo.chooseModel(OTHER);
      await expect(popup.box).toContainText('other', SOON);
    } finally {
      await demo.chooseModel(PRACTICE);
    }
    await expect(popup.box).toContainText('practice', SOON);
  });

  test('a model that does not stream: told once, shown always, tried again on request', async ({
    page
  }) => {
    await openChat(page);
    await say(page, CHAT, `first ${Date.now()}`);
    const told = page.locator('.Toastify__toast', {
      hasText: 'refuses streams'
    });
    await expect(told).toBeVisible();
    await expect(statusItem(page)).toHaveText('Streaming: auto');
    await expect(statusItem(page)).toHaveAttribute(
      'title',
      /Whole, in one plain request\nThe endpoint refused a stream/
    );

    await told.getByRole('button', { name: 'Try Again' }).click();
    await expect(statusItem(page)).toHaveAttribute('title', /Streamed/);
    const again = `again ${Date.now()}`;
    await say(page, CHAT, again);
    expect(
      (await demo.journal(again)).map(({ body }) => body.stream ?? false)
    ).toEqual([true, false]);
    await expect(told).toHaveCount(1);

    const popup = await new Popup(page).open();
    await expect(popup.box).toContainText('The endpoint refused a stream');
    await popup.box
      .getByRole('button', { name: 'Try Streaming Again' })
      .click();
    await expect(popup.box).toContainText('Streamed, word by word');
  });

  test('responses that mark no end: a note, once, and no banner', async ({
    page
  }) => {
    await demo.setFault('no-mark');
    try {
      await openChat(page);
      await say(page, CHAT, `first ${Date.now()}`);
      const told = page.locator('.Toastify__toast');
      await expect(told).toHaveText(/do not mark their end/);
      await say(page, CHAT, `second ${Date.now()}`);
      await expect(told).toHaveCount(1);
      await expect(banner(page)).toHaveCount(0);
      const popup = await new Popup(page).open();
      await expect(popup.box).toContainText('do not mark their end');
    } finally {
      await demo.setFault();
    }
  });

  test('later replies carry no noise', async ({ page }) => {
    await openChat(page);
    await say(page, CHAT, `first ${Date.now()}`);
    const told = page.locator('.Toastify__toast');
    await expect(told).toHaveCount(1);
    await told.getByRole('button', { name: 'Keep Off' }).click();
    await expect(statusItem(page)).toHaveText('Streaming: off');
    await expect(told).toHaveCount(0);
    await say(page, CHAT, `second ${Date.now()}`);
    await expect(told).toHaveCount(0);
  });

  test('the Settings menu has the modes, the one in force checked', async ({
    page
  }) => {
    await openChat(page);
    const open = async () => {
      await page.locator('.lm-MenuBar-item', { hasText: 'Settings' }).click();
      await page.locator('.lm-Menu-item', { hasText: 'AI Streaming' }).click();
    };
    const entry = (text: string) =>
      page.locator('.lm-Menu-item', { hasText: text });
    await open();
    await expect(entry('Auto: stream')).toHaveClass(/lm-mod-toggled/);
    await entry('Off: answers').click();
    await expect(statusItem(page)).toHaveText('Streaming: off');
    await open();
    await expect(entry('Off: answers')).toHaveClass(/lm-mod-toggled/);
  });
});

/**
 * Whoever changes a mode, and wherever: every view follows, and the next message obeys.
 */
import { openChat, say } from './chat';
import { JUPYTER_AI } from './demo';
import { expect, test } from './fixtures';
import { openEmptyLab, runFromPalette } from './lab';
import { banner, Panel, Popup, statusItem } from './switch';

/** What Jupyter AI calls a model that does not exist. */
const OTHER = JUPYTER_AI === '2' ? 'azure-chat-openai:other' : 'azure/other';

test.describe('the views', () => {
  test('the popup: by keyboard, and the next message obeys', async ({
    page,
    demo
  }) => {
    await openEmptyLab(page, demo);
    await expect(statusItem(page)).toHaveText(/^Streaming: Auto \(/);
    const popup = await new Popup(page).openByKeyboard();
    await page.keyboard.press('Tab');
    await expect(popup.control.option('Default')).toBeFocused();
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Space');
    await popup.control.expect('Off');
    await popup.close();
    await expect(statusItem(page)).toBeFocused();
    await expect(statusItem(page)).toHaveText(/^Streaming: Off \(/);

    await page.keyboard.press('Space');
    await expect(popup.box).toBeVisible();
    await popup.close();

    await openChat(page, demo);
    const text = `whole please ${Date.now()}`;
    await say(page, text);
    const [only, ...more] = await demo.journal(text);
    expect(more).toEqual([]);
    expect(only?.body.stream ?? false).toBe(false);
  });

  test('command, REST, panel, file: each is followed by the others', async ({
    page,
    context,
    demo
  }) => {
    const { provider } = (await demo.status()).target;
    await openEmptyLab(page, demo);
    const panel = await Panel.open(page);
    const second = await context.newPage();
    await openEmptyLab(second, demo, 'second');
    await expect(statusItem(second)).toHaveText(/^Streaming: Auto \(/);

    await runFromPalette(second, 'Streaming: Off');
    await expect(statusItem(second)).toHaveText(/^Streaming: Off \(/);
    await panel.control(provider).expect('Off');

    await demo.setMode(provider, 'on');
    await expect(statusItem(second)).toHaveText(/^Streaming: On \(/);
    await panel.control(provider).expect('On');

    await panel.control(provider).choose('Default');
    await panel.defaults.choose('Off');
    await expect(statusItem(second)).toHaveText(/^Streaming: Off \(/);

    // As the JSON Settings Editor saves; the server hears of it by looking at the file.
    await demo.saveSettings({ providers: { [provider]: 'on' } });
    await expect(statusItem(second)).toHaveText(/^Streaming: On \(/);
    await panel.control(provider).expect('On');
  });

  test('another model in Jupyter AI is followed', async ({ page, demo }) => {
    const practice = (await demo.status()).target.model;
    await openChat(page, demo);
    const popup = await new Popup(page).open();
    await expect(popup.box).toContainText(practice);
    await demo.chooseModel(OTHER);
    await expect(popup.box).toContainText('other');
    await demo.chooseModel();
    await expect(popup.box).toContainText(practice);
  });

  test('a model that does not stream: told once, shown always, tried again on request', async ({
    page,
    demo
  }) => {
    await openChat(page, demo);
    await say(page, `first ${Date.now()}`);
    const told = page.locator('.Toastify__toast', {
      hasText: 'does not support streaming'
    });
    await expect(told).toBeVisible();
    await expect(statusItem(page)).toHaveText(/^Streaming: Auto \(/);
    await expect(statusItem(page)).toHaveAttribute(
      'title',
      /All at once \(no streaming\)\nStreaming was rejected/
    );

    await told.getByRole('button', { name: 'Retry Streaming' }).click();
    await expect(statusItem(page)).toHaveAttribute('title', /Streamed/);
    const again = `again ${Date.now()}`;
    await say(page, again);
    expect(
      (await demo.journal(again)).map(({ body }) => body.stream ?? false)
    ).toEqual([true, false]);
    await expect(told).toHaveCount(1);

    const popup = await new Popup(page).open();
    await popup.box.getByRole('button', { name: 'Retry Streaming' }).click();
    await expect(popup.box).toContainText('Streamed, or all at once');
  });

  test('responses that mark no end: a note, once, and no banner', async ({
    page,
    demo
  }) => {
    await demo.setFault('no-mark');
    await openChat(page, demo);
    await say(page, `first ${Date.now()}`);
    const told = page.locator('.Toastify__toast');
    await expect(told).toHaveText(/have no end marker/);
    await say(page, `second ${Date.now()}`);
    await expect(told).toHaveCount(1);
    await expect(banner(page)).toHaveCount(0);
    const popup = await new Popup(page).open();
    await expect(popup.box).toContainText('have no end marker');
  });

  test('later replies carry no noise', async ({ page, demo }) => {
    await openChat(page, demo);
    await say(page, `first ${Date.now()}`);
    const told = page.locator('.Toastify__toast');
    await expect(told).toHaveCount(1);
    await told.getByRole('button', { name: 'Turn Off Streaming' }).click();
    await expect(statusItem(page)).toHaveText(/^Streaming: Off \(/);
    await expect(told).toHaveCount(0);
    await say(page, `second ${Date.now()}`);
    await expect(told).toHaveCount(0);
  });

  test('the Settings menu has the modes, the one in force checked', async ({
    page,
    demo
  }) => {
    await openChat(page, demo);
    const open = async () => {
      await page.locator('.lm-MenuBar-item', { hasText: 'Settings' }).click();
      await page.locator('.lm-Menu-item', { hasText: 'AI Streaming' }).click();
    };
    const entry = (text: string) =>
      page.locator('.lm-Menu-item', { hasText: text });
    await open();
    const submenu = page.locator('.lm-Menu').last();
    await expect(submenu.locator('.lm-Menu-itemLabel')).toContainText([
      'Check Connection…',
      'All Providers',
      'Show Status',
      'Help'
    ]);
    await expect(submenu).not.toContainText('Streaming:');
    await expect(submenu.locator('.lm-Menu-itemIcon svg')).toHaveCount(1);
    await expect(entry('Auto: stream')).toHaveClass(/lm-mod-toggled/);
    await entry('Off: responses').click();
    await expect(statusItem(page)).toHaveText(/^Streaming: Off \(/);
    await open();
    await expect(entry('Off: responses')).toHaveClass(/lm-mod-toggled/);
  });
});

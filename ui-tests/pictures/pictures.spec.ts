import * as path from 'node:path';

import { hideChat, openChat, say, send } from '../tests/chat';
import { expect, test } from '../tests/fixtures';
import { openEmptyLab, runFromPalette } from '../tests/lab';
import { banner, offers, Panel, Popup } from '../tests/switch';

const IMAGES = path.resolve(__dirname, '../../docs/images');

/** Each with a question of its own: all pictures are of the same chat. */
const THEMES = {
  light: { theme: 'JupyterLab Light', question: 'Does my gateway stream?' },
  dark: { theme: 'JupyterLab Dark', question: 'Does it stream at night?' }
};

for (const [name, { theme, question }] of Object.entries(THEMES)) {
  test.describe(name, () => {
    test.use({ viewport: { width: 1100, height: 640 } });

    test.beforeEach(async ({ page, demo }) => {
      await demo.setTheme(theme);
      const { provider } = (await demo.status()).target;
      await demo.setMode(provider, 'off');
      await openEmptyLab(page, demo);
      await expect(page.locator('body')).toHaveAttribute(
        'data-jp-theme-name',
        theme
      );
    });

    test('settings editor', async ({ page, demo }) => {
      const { provider, model } = (await demo.status()).target;
      await demo.setMode(provider, 'off', model);
      const panel = await Panel.open(page);
      await panel.row(provider).locator('.jp-AiStream-opener').click();
      await panel.model(`${provider}:${model}`).expect('Off');
      await page.screenshot({ path: `${IMAGES}/settings-editor-${name}.png` });
    });

    test('chat, notification and popup', async ({ page, demo }) => {
      await demo.resetSettings();
      await demo.forget();
      await openChat(page, demo);
      await say(page, question);
      const told = page.locator('.Toastify__toast');
      await expect(told).toBeVisible();
      // Its entrance is animated.
      await told.evaluate(node =>
        Promise.all(node.getAnimations().map(each => each.finished))
      );
      await page.screenshot({ path: `${IMAGES}/notification-${name}.png` });
      await told.getByRole('button', { name: 'Hide notification' }).click();
      await expect(told).toHaveCount(0);
      await page.screenshot({ path: `${IMAGES}/chat-${name}.png` });
      const popup = await new Popup(page).open();
      await expect(popup.box).toContainText('Because');
      await page.screenshot({ path: `${IMAGES}/popup-${name}.png` });
    });

    test('failure and banner', async ({ page, demo }) => {
      await demo.setFault('unauthorized');
      await openChat(page, demo);
      await send(page, 'Is my key in order?');
      await expect(offers(page)).toBeVisible();
      await page.screenshot({ path: `${IMAGES}/failure-${name}.png` });
      await hideChat(page);
      await expect(banner(page)).toBeVisible();
      await page.screenshot({ path: `${IMAGES}/banner-${name}.png` });
    });

    test('connection check', async ({ page, demo }) => {
      await demo.resetSettings();
      await runFromPalette(page, 'Streaming: Check Connection…');
      const dialog = page.getByRole('dialog', { name: /^Connection to / });
      await dialog.getByRole('button', { name: /^Test Endpoint/ }).click();
      await expect(dialog).toContainText('Chat works without streaming');
      await page.screenshot({ path: `${IMAGES}/check-${name}.png` });
    });

    test('status dialog', async ({ page }) => {
      await runFromPalette(page, 'Streaming: Show Status');
      await expect(page.getByRole('dialog')).toContainText('Next response');
      await page.screenshot({ path: `${IMAGES}/status-dialog-${name}.png` });
    });
  });
}

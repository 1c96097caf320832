import * as path from 'node:path';

import { expect, test } from '@playwright/test';

import { JUPYTERNAUT_3, say } from '../tests/chat';
import { Demo } from '../tests/demo';
import {
  openEmptyLab,
  openLab,
  runFromPalette,
  SettingsForm
} from '../tests/lab';

const IMAGES = path.resolve(__dirname, '../../docs/images');

const THEMES = { light: 'JupyterLab Light', dark: 'JupyterLab Dark' };

for (const [name, theme] of Object.entries(THEMES)) {
  test.describe(name, () => {
    const demo = new Demo();

    test.use({ viewport: { width: 1100, height: 640 } });

    test.beforeEach(async ({ page }) => {
      await demo.resetSettings();
      await demo.setTheme(theme);
      const { provider } = (await demo.status()).target;
      await demo.setMode(provider, 'off');
      await openEmptyLab(page, demo);
      await expect(page.locator('body')).toHaveAttribute(
        'data-jp-theme-name',
        theme
      );
    });

    test.afterEach(async () => {
      await demo.resetSettings();
      await demo.setTheme(THEMES.light);
    });

    test('chat', async ({ page }) => {
      await openLab(page, demo.url.href);
      await say(page, JUPYTERNAUT_3, 'Does my gateway stream?');
      await page.screenshot({ path: `${IMAGES}/chat-${name}.png` });
    });

    test('settings editor', async ({ page }) => {
      const form = await SettingsForm.open(page);
      await expect(form.providerNames).toHaveCount(1);
      await page.screenshot({ path: `${IMAGES}/settings-editor-${name}.png` });
    });

    test('status dialog', async ({ page }) => {
      await runFromPalette(page, 'Streaming: Show Status');
      await expect(page.getByRole('dialog')).toContainText('Next answer');
      await page.screenshot({ path: `${IMAGES}/status-dialog-${name}.png` });
    });
  });
}

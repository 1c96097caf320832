/**
 * Where JupyterLab speaks Chinese, so do all of our views: no English sentence is left in any of them.
 */
import type { Locator, Page } from '@playwright/test';

import { openChat, send } from './chat';
import type { Demo } from './demo';
import { english } from './english';
import { expect, test } from './fixtures';
import { openLab } from './lab';

/** Run one of our commands from the palette, and look at the palette on the way. */
async function run(page: Page, command: string): Promise<void> {
  await page.keyboard.press('Control+Shift+C');
  const input = page.locator('.lm-CommandPalette-input');
  await expect(input).toBeFocused();
  await page
    .locator(
      `.lm-CommandPalette-item[data-command="jupyterlab-ai-stream-toggle:${command}"]`
    )
    .first()
    .click();
}

async function expectChinese(
  elements: Locator,
  names: string[] = []
): Promise<void> {
  await expect(elements.first()).toBeAttached();
  expect.soft(await english(elements, names)).toEqual([]);
}

const dialog = (page: Page) => page.locator('.jp-AiStream-dialog');

async function openEmpty(page: Page, demo: Demo): Promise<void> {
  await openLab(page, demo.emptyLab());
  await expect(page.locator('html')).toHaveAttribute('lang', /^zh/);
  await expect(page.locator('.jp-LauncherCard').first()).toBeVisible();
}

test.describe('in Chinese', () => {
  test.beforeEach(({ demo }) => demo.setLanguage('zh_CN'));
  test.afterEach(({ demo }) => demo.setLanguage());

  test('status bar, popup, palette, menu, and no request to reload', async ({
    page,
    demo
  }) => {
    await openEmpty(page, demo);
    await expectChinese(page.locator('.jp-AiStream-item'));
  });
});

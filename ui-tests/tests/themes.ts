/**
 * JupyterLab's own themes, changed as a user changes them.
 */
import type { Page } from '@playwright/test';
import { expect, test } from '@playwright/test';

import { inPalette, openPalette, runFromPalette } from './lab';

export const THEMES = [
  'JupyterLab Light',
  'JupyterLab Dark',
  'JupyterLab Dark High Contrast'
];

/** All that this JupyterLab has, as its menu offers them. */
export async function shippedThemes(page: Page): Promise<string[]> {
  await page.locator('.lm-MenuBar-item', { hasText: 'Settings' }).click();
  await page.locator('.lm-Menu-item', { hasText: 'Theme' }).first().click();
  const items = page.locator(
    '.lm-Menu-item[data-command="apputils:change-theme"] .lm-Menu-itemLabel'
  );
  await expect(items.first()).toBeVisible();
  const names = await items.allTextContents();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  return names;
}

/** Do the same in each of them, whatever they are called in the language that is spoken. */
export async function inEveryTheme(
  page: Page,
  look: (theme: string) => Promise<void>
): Promise<void> {
  const items = inPalette(page, 'apputils:change-theme');
  for (let index = 0, count = 1; index < count; index++) {
    await openPalette(page);
    await expect(items.first()).toBeVisible();
    count = await items.count();
    const name = await items.nth(index).innerText();
    await items.nth(index).click();
    await expect(page.locator('.lm-CommandPalette-input')).toBeHidden();
    await test.step(name, () => look(name));
  }
}

/** Do the same in each of them, on one page: to load it anew shows nothing else. */
export async function inThemes(
  page: Page,
  themes: string[],
  look: (theme: string) => Promise<void>
): Promise<void> {
  for (const theme of themes) {
    await test.step(theme, async () => {
      await runFromPalette(page, `Use Theme: ${theme}`);
      await expect(page.locator('body')).toHaveAttribute(
        'data-jp-theme-name',
        theme
      );
      await look(theme);
    });
  }
}

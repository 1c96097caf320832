/**
 * What a user does in JupyterLab, by keyboard where that is possible.
 */
import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';

import type { Demo } from './demo';

/** Open a page of JupyterLab and wait until it is drawn. */
export async function openLab(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await expect(page.locator('#jupyterlab-splash')).toHaveCount(0);
}

/** Open JupyterLab on nothing. */
export async function openEmptyLab(
  page: Page,
  demo: Demo,
  workspace?: string
): Promise<void> {
  await openLab(page, demo.emptyLab(workspace));
  await expectLauncher(page);
}

/**
 * Wait for the launcher. It takes the focus when everything else has long
 * been drawn, whoever has it then.
 */
export async function expectLauncher(page: Page): Promise<void> {
  await expect(page.locator('.jp-LauncherCard').first()).toBeVisible();
  await expect(page.locator('.jp-Launcher')).toBeFocused();
}

/** Run a command by what it is called in the palette. */
export async function runFromPalette(page: Page, label: string): Promise<void> {
  await page.keyboard.press('Control+Shift+C');
  const palette = page.getByPlaceholder('SEARCH', { exact: true });
  await expect(palette).toBeFocused();
  await page.keyboard.type(label);
  await expect(
    page.locator('.lm-CommandPalette-item.lm-mod-active')
  ).toContainText(label);
  await page.keyboard.press('Enter');
}

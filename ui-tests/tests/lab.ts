/**
 * What a user does in JupyterLab, by keyboard where that is possible.
 */
import type { Locator, Page } from '@playwright/test';
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

/**
 * Run a command by what it is called in the palette. The palette closes when
 * something else takes the focus, as what JupyterLab draws late does: then again.
 */
export async function runFromPalette(page: Page, label: string): Promise<void> {
  const palette = page.getByPlaceholder('SEARCH', { exact: true });
  await expect(async () => {
    if (!(await palette.isVisible())) {
      await page.keyboard.press('Control+Shift+C');
    }
    await expect(palette).toBeFocused({ timeout: TRY });
    await palette.fill(label);
    await expect(
      page.locator('.lm-CommandPalette-item.lm-mod-active')
    ).toContainText(label, { timeout: TRY });
  }).toPass();
  await page.keyboard.press('Enter');
}

/** How long one attempt may take, in milliseconds; the next one begins where it ended. */
const TRY = 5_000;

/** The palette's line of a command, whatever it is called in the language that is spoken. */
export const inPalette = (page: Page, command: string): Locator =>
  page.locator(`.lm-CommandPalette-item[data-command^="${command}"]`);

export async function openPalette(page: Page): Promise<void> {
  await page.keyboard.press('Control+Shift+C');
  await expect(page.locator('.lm-CommandPalette-input')).toBeFocused();
}

/** The dialog that is open. JupyterLab gives it the focus, and with it Escape, after it is drawn. */
export async function openDialog(page: Page, name?: string): Promise<Locator> {
  const dialog = page.getByRole('dialog', name ? { name } : {});
  await expect(dialog.locator(':focus')).toHaveCount(1);
  return dialog;
}

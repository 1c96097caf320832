/**
 * A settings file that was damaged on the disk, and the way back.
 */
import { readFileSync, writeFileSync } from 'node:fs';

import type { Locator, Page } from '@playwright/test';

import { violations } from './axe';
import type { Demo } from './demo';
import { expect, test } from './fixtures';
import { expectLauncher, openEmptyLab, runFromPalette } from './lab';
import { Panel, Popup, statusItem } from './switch';
import { inThemes, THEMES } from './themes';

/** What a program that was killed while it wrote leaves behind. */
const CUT_OFF = '{"defaultMode": "of';

/** Good JSON, and no settings. */
const UNFIT = '{"defaultMode": "sometimes"}';

const OFFER = 'Restore Settings…';
const RESTORE = 'Restore Last Good Settings';

const dialogOf = (page: Page): Locator =>
  page.getByRole('dialog', { name: 'Restore Settings' });

/** Let this stand in the settings file, whatever stood there. */
async function damage(demo: Demo, content: string): Promise<void> {
  writeFileSync((await demo.recovery()).path, content);
}

/** Go on with Tab until something has the focus. */
async function tabTo(page: Page, goal: Locator): Promise<void> {
  await expect(goal).toBeVisible();
  await expect(async () => {
    await page.keyboard.press('Tab');
    await expect(goal).toBeFocused({ timeout: 100 });
  }).toPass({ intervals: [0] });
}

test.describe('a damaged settings file', () => {
  let decided: object;

  test.beforeEach(async ({ demo }) => {
    await demo.setMode(null, 'off');
    decided = (await demo.status()).decision;
    expect(decided).toMatchObject({ mode: 'off' });
  });

  test.afterEach(({ demo }) => demo.resetSettings());

  /** The settings are good, and count as they did before. */
  async function expectBack(demo: Demo): Promise<void> {
    expect((await demo.recovery()).problem).toBeNull();
    expect((await demo.status()).decision).toEqual(decided);
    expect(await demo.settings()).toContain('"off"');
  }

  test('is restored by keyboard alone, and kept', async ({ page, demo }) => {
    await openEmptyLab(page, demo);
    await damage(demo, CUT_OFF);

    await statusItem(page).focus();
    await page.keyboard.press('Enter');
    const { box } = new Popup(page);
    await tabTo(page, box.getByRole('button', { name: OFFER }));
    await page.keyboard.press('Enter');
    const dialog = dialogOf(page);
    await expect(dialog).toContainText('The settings file is damaged.');
    await expect(dialog).toContainText(`-${CUT_OFF}`);
    await tabTo(page, dialog.getByRole('region'));
    await tabTo(page, dialog.getByRole('button', { name: RESTORE }));
    await page.keyboard.press('Enter');
    await expect(dialog).toContainText('Last good settings restored.');
    await expectBack(demo);
    const keptAs = await dialog.locator('code').innerText();
    expect(readFileSync(keptAs, 'utf8')).toBe(CUT_OFF);

    // The button that had the focus is gone; the keyboard still works.
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    await expect(statusItem(page)).toBeFocused();
  });

  test('is restored from the status dialog, which makes way', async ({
    page,
    demo
  }) => {
    await openEmptyLab(page, demo);
    await damage(demo, CUT_OFF);
    await runFromPalette(page, 'Streaming: Show Status');
    const status = page.getByRole('dialog', { name: 'Streaming Status' });
    await status.getByRole('button', { name: OFFER }).click();
    await expect(status).toBeHidden();
    const dialog = dialogOf(page);
    await dialog.getByRole('button', { name: RESTORE }).click();
    await expect(dialog).toContainText('Last good settings restored.');
    await expectBack(demo);
  });

  test('is told of by the page that loads with it, until it is good', async ({
    page,
    demo
  }) => {
    await damage(demo, UNFIT);
    await openEmptyLab(page, demo);
    const toast = page.getByRole('alert').filter({ hasText: 'are damaged' });
    await toast.getByRole('button', { name: OFFER }).click();
    const dialog = dialogOf(page);
    await dialog.getByRole('button', { name: RESTORE }).click();
    await expect(dialog).toContainText('Last good settings restored.');
    await dialog.getByRole('button', { name: 'Close' }).click();
    await expect(toast).toBeHidden();
    await expectBack(demo);

    // JupyterLab's own form has the settings, too, without a reload.
    const panel = await Panel.openInEditor(page);
    await panel.defaults.expect('Off');
    await panel.field('silenceSeconds').fill('120');
    await expect.poll(() => demo.settings()).toContain('120');
    expect(await demo.settings()).toContain('"off"');
  });

  test('that is no JSON leaves JupyterLab an empty page, and can be restored there', async ({
    page,
    demo
  }) => {
    await damage(demo, CUT_OFF);
    await page.goto(demo.emptyLab());
    const dialog = dialogOf(page);
    await dialog.getByRole('button', { name: RESTORE }).click();
    await expect(dialog).toContainText('Last good settings restored.');
    await dialog.getByRole('button', { name: 'Close' }).click();
    // The page loads again by itself, and this time whole.
    await expectLauncher(page);
    await expectBack(demo);
  });

  test('axe finds nothing in dialog and popup, in any theme', async ({
    page,
    demo
  }) => {
    await openEmptyLab(page, demo);
    await damage(demo, CUT_OFF);
    await inThemes(page, THEMES, async theme => {
      const popup = await new Popup(page).open();
      const offer = popup.box.getByRole('button', { name: OFFER });
      await expect(offer).toBeVisible();
      expect.soft(await violations(page), `${theme}: popup`).toEqual([]);
      await offer.click();
      const dialog = dialogOf(page);
      await expect(dialog).toContainText(`-${CUT_OFF}`);
      expect.soft(await violations(page), `${theme}: dialog`).toEqual([]);
      await dialog.getByRole('button', { name: 'Close' }).click();
      await expect(dialog).toBeHidden();
    });
  });
});

/**
 * For everybody: axe finds nothing in our views, in all themes, on a small screen and enlarged.
 */
import type { Locator, Page } from '@playwright/test';

import { violations } from './axe';
import { expect, test } from './fixtures';
import { openEmptyLab, runFromPalette } from './lab';
import { Panel, Popup, statusItem } from './switch';
import { inThemes, THEMES } from './themes';

/** Nothing sticks out at the side. */
async function expectToFit(element: Locator): Promise<void> {
  const { content, width } = await element.evaluate(node => ({
    content: node.scrollWidth,
    width: node.clientWidth
  }));
  expect(content).toBeLessThanOrEqual(width);
}

/** A provider whose models are all there is to see. */
async function openAll(page: Page, provider: string): Promise<Panel> {
  const panel = await Panel.open(page);
  await panel.row(provider).locator('.jp-AiStream-opener').click();
  await expect(panel.row(provider).getByRole('combobox')).toBeVisible();
  return panel;
}

test.describe('looks', () => {
  test.beforeEach(async ({ page, demo }) => {
    const { provider, model } = (await demo.status()).target;
    await demo.setMode(provider, 'off', model);
    await openEmptyLab(page, demo);
  });

  test('axe finds nothing in panel, popup and dialog, in any theme', async ({
    page,
    demo
  }) => {
    await openAll(page, (await demo.status()).target.provider);
    await inThemes(page, THEMES, async theme => {
      expect.soft(await violations(page), `${theme}: panel`).toEqual([]);
      const popup = await new Popup(page).open();
      await expect(popup.box).toContainText('Mode');
      expect.soft(await violations(page), `${theme}: popup`).toEqual([]);
      await popup.close();
      await runFromPalette(page, 'Streaming: Show Status');
      const dialog = page.getByRole('dialog');
      await expect(dialog).toContainText('Next response');
      expect.soft(await violations(page), `${theme}: dialog`).toEqual([]);
      await dialog.getByRole('button', { name: 'Close' }).click();
      await expect(dialog).toBeHidden();
    });
  });

  test('the focus is seen', async ({ page }) => {
    await statusItem(page).focus();
    await page.keyboard.press('Enter');
    await expect(new Popup(page).box).toBeVisible();
    for (const key of ['Tab', 'Tab', 'Tab']) {
      const outline = await page.evaluate(() => {
        const focused = document.activeElement;
        const shown = focused?.matches('input[type=radio]')
          ? focused.nextElementSibling
          : focused;
        return shown ? getComputedStyle(shown).outlineStyle : 'none';
      });
      expect(outline).not.toBe('none');
      await page.keyboard.press(key);
    }
  });

  test('the panel fits into a sidebar of 250 pixels', async ({
    page,
    demo
  }) => {
    const panel = await openAll(page, (await demo.status()).target.provider);
    await panel.root.evaluate(node => {
      node.style.width = '250px';
    });
    await expectToFit(panel.root);
  });

  test.describe('on a screen of 640 by 400, which is 200 %', () => {
    test.use({ viewport: { width: 640, height: 400 } });

    test('everything works', async ({ page }) => {
      const popup = await new Popup(page).open();
      await expectToFit(popup.box);
      await expect(popup.box).toBeInViewport({ ratio: 1 });
      const all = popup.box.getByRole('button', { name: 'All Providers…' });
      await all.scrollIntoViewIfNeeded();
      await expect(all).toBeInViewport();
    });
  });
});

/**
 * For everybody: axe finds nothing in our views, in all themes, on a small screen and enlarged.
 */
import type { Locator, Page } from '@playwright/test';
import { expect, test } from '@playwright/test';

import { violations } from './axe';
import { Demo } from './demo';
import { openEmptyLab, runFromPalette } from './lab';
import { Panel, Popup, statusItem } from './switch';

const THEMES = [
  'JupyterLab Light',
  'JupyterLab Dark',
  'JupyterLab Dark High Contrast'
];

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
  const demo = new Demo();

  test.beforeEach(async () => {
    await demo.resetSettings();
    const { provider, model } = (await demo.status()).target;
    await demo.setMode(provider, 'off', model);
  });

  test.afterEach(async () => {
    await demo.resetSettings();
    await demo.setTheme('JupyterLab Light');
  });

  for (const theme of THEMES) {
    test(`axe finds nothing in ${theme}`, async ({ page }) => {
      await demo.setTheme(theme);
      await openEmptyLab(page, demo);
      await expect(page.locator('body')).toHaveAttribute(
        'data-jp-theme-name',
        theme
      );
      await openAll(page, (await demo.status()).target.provider);
      expect(await violations(page)).toEqual([]);
      const popup = await new Popup(page).open();
      await expect(popup.box).toContainText('In force');
      expect(await violations(page)).toEqual([]);
      await popup.close();
      await runFromPalette(page, 'Streaming: Show Status');
      await expect(page.getByRole('dialog')).toContainText('Next answer');
      expect(await violations(page)).toEqual([]);
    });
  }

  test('the focus is seen', async ({ page }) => {
    await openEmptyLab(page, demo);
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

  test('the panel fits into a sidebar of 250 pixels', async ({ page }) => {
    await openEmptyLab(page, demo);
    const panel = await openAll(page, (await demo.status()).target.provider);
    await panel.root.evaluate(node => {
      node.style.width = '250px';
    });
    await expectToFit(panel.root);
  });

  test('everything works on a screen of 640 by 400, which is 200 %', async ({
    page
  }) => {
    await page.setViewportSize({ width: 640, height: 400 });
    await openEmptyLab(page, demo);
    const popup = await new Popup(page).open();
    await expectToFit(popup.box);
    await expect(popup.box).toBeInViewport({ ratio: 1 });
    const all = popup.box.getByRole('button', { name: 'All Providers…' });
    await all.scrollIntoViewIfNeeded();
    await expect(all).toBeInViewport();
  });
});

/**
 * For everybody who reads Chinese: what holds in English holds there, in every theme.
 */
import { violations } from './axe';
import { hideChat, openChat, send } from './chat';
import { faint } from './contrast';
import { expect, test } from './fixtures';
import { inPalette, openDialog, openPalette } from './lab';
import { statusItem } from './switch';
import { inEveryTheme } from './themes';

const OURS = 'jupyterlab-ai-stream-toggle:';

test.describe('in Chinese', () => {
  test.beforeEach(({ demo }) => demo.setLanguage('zh_CN'));
  test.afterEach(({ demo }) => demo.setLanguage());

  test('axe finds nothing, and every text can be told from what is behind it', async ({
    page,
    demo
  }) => {
    await demo.setFault('unauthorized');
    await openChat(page, demo);
    await send(page, `wrong key ${Date.now()}`);
    const offers = page.locator('.jp-AiStream-offers');
    await expect(offers).toBeVisible();
    await inEveryTheme(page, async theme => {
      expect.soft(await violations(page), `${theme}: chat`).toEqual([]);
      expect.soft(await faint(page, offers), `${theme}: chat`).toEqual([]);
    });
    await hideChat(page);
    await openPalette(page);
    await inPalette(page, `${OURS}open-panel`).click();
    const panel = page.locator('.jp-AiStream-panel');
    await panel.locator('.jp-AiStream-opener').first().click();
    await expect(panel.getByRole('combobox').first()).toBeVisible();
    const banner = page.locator('.jp-AiStream-banner');
    const popup = page.locator('.jp-AiStream-popover');
    await inEveryTheme(page, async theme => {
      await statusItem(page).click();
      await expect(popup.getByRole('radiogroup')).toBeVisible();
      expect.soft(await violations(page), theme).toEqual([]);
      for (const view of [banner, panel, popup]) {
        expect.soft(await faint(page, view), theme).toEqual([]);
      }
      await page.keyboard.press('Escape');

      await banner.getByRole('button', { name: '详情…' }).click();
      const details = await openDialog(page);
      expect.soft(await violations(page), `${theme}: details`).toEqual([]);
      expect.soft(await faint(page, details), `${theme}: details`).toEqual([]);
      await page.keyboard.press('Escape');

      await openPalette(page);
      await inPalette(page, `${OURS}check-connection`).click();
      const check = await openDialog(page);
      await expect(check.locator('.jp-AiStream-checkVerdict')).toBeVisible();
      expect.soft(await violations(page), `${theme}: check`).toEqual([]);
      expect.soft(await faint(page, check), `${theme}: check`).toEqual([]);
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toHaveCount(0);
    });
  });
});

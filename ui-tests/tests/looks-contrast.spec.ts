/**
 * For everybody: what is written in our views can be read in every theme that JupyterLab ships, and
 * what is chosen, pointed at, focused or disabled is seen to be.
 */
import { hideChat, openChat, say, send } from './chat';
import { faint } from './contrast';
import { expect, test } from './fixtures';
import { openEmptyLab, runFromPalette } from './lab';
import { banner, offers, Panel, Popup, statusItem } from './switch';
import { inThemes, shippedThemes } from './themes';

test.describe('every text and state can be told from what is behind it', () => {
  test('in popup and panel', async ({ page, demo }) => {
    const { provider, model } = (await demo.status()).target;
    await openChat(page, demo);
    await say(page, `to be remembered ${Date.now()}`);
    await demo.setMode(provider, 'on');
    await demo.setMode(provider, 'auto', model);
    const panel = await Panel.open(page);
    await panel.row(provider).locator('.jp-AiStream-opener').click();
    await expect(panel.row(provider).getByRole('combobox')).toBeVisible();
    await inThemes(page, await shippedThemes(page), async theme => {
      const popup = await new Popup(page).open();
      await expect(popup.box).toContainText('Streaming was rejected');
      expect.soft(await faint(page, popup.box), `${theme}: popup`).toEqual([]);
      await popup.close();
      expect.soft(await faint(page, panel.root), `${theme}: panel`).toEqual([]);
      const number = panel.field('silenceSeconds').locator('..');
      expect.soft(await faint(page, number), `${theme}: number`).toEqual([]);
      expect
        .soft(await faint(page, statusItem(page)), `${theme}: status bar`)
        .toEqual([]);
    });
  });

  test('in the banner and its details', async ({ page, demo }) => {
    await demo.setFault('unauthorized');
    await openChat(page, demo);
    await send(page, `wrong key ${Date.now()}`);
    await expect(offers(page)).toBeVisible();
    await hideChat(page);
    const details = banner(page).getByRole('button', { name: 'Details…' });
    await expect(details).toBeVisible();
    await inThemes(page, await shippedThemes(page), async theme => {
      expect.soft(await faint(page, banner(page)), theme).toEqual([]);
      await details.click();
      const dialog = page.getByRole('dialog');
      await expect(dialog).toContainText('invalid_api_key');
      expect.soft(await faint(page, dialog), `${theme}: details`).toEqual([]);
      await dialog.getByRole('button', { name: 'Close' }).click();
    });
  });

  test('in the dialogs, also while one waits', async ({ page, demo }) => {
    await openEmptyLab(page, demo);
    await inThemes(page, await shippedThemes(page), async theme => {
      await runFromPalette(page, 'Streaming: Show Status');
      const dialog = page.getByRole('dialog');
      const close = dialog.getByRole('button', { name: 'Close' });
      await expect(dialog).toContainText('Next response');
      expect.soft(await faint(page, dialog), `${theme}: status`).toEqual([]);
      await close.click();

      await runFromPalette(page, 'Streaming: Check Connection…');
      await dialog.getByText('Test unsaved settings').click();
      await demo.shutGate();
      await dialog.getByRole('button', { name: /^Test Endpoint/ }).click();
      await expect(dialog.getByRole('progressbar')).toBeVisible();
      expect.soft(await faint(page, dialog), `${theme}: waiting`).toEqual([]);
      await demo.openGate();
      await expect(dialog.getByRole('table')).toBeVisible();
      await expect(dialog.getByRole('progressbar')).toHaveCount(0);
      expect.soft(await faint(page, dialog), `${theme}: check`).toEqual([]);
      await close.click();
    });
  });
});

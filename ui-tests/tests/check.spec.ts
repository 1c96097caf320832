/**
 * The connection check, on a real endpoint: by keyboard, in both themes, where there is little room.
 */
import type { Locator, Page } from '@playwright/test';

import { violations } from './axe';
import { expect, test } from './fixtures';
import { openEmptyLab, runFromPalette } from './lab';
import { inThemes } from './themes';

async function openCheck(page: Page): Promise<Locator> {
  await runFromPalette(page, 'Streaming: Check Connection…');
  const dialog = page.getByRole('dialog', { name: /^Connection to / });
  await expect(dialog).toContainText('The endpoint has not been tested yet');
  return dialog;
}

test.describe('the connection check', () => {
  test('by keyboard: sends nothing until told to, and sets the mode that helps', async ({
    page,
    demo
  }) => {
    const { provider, model } = (await demo.status()).target;
    await demo.setMode(provider, 'on');
    await openEmptyLab(page, demo);
    const before = (await demo.journal('Count from 1')).length;
    const dialog = await openCheck(page);
    expect(await demo.journal('Count from 1')).toHaveLength(before);

    await dialog
      .getByRole('button', { name: 'Test Endpoint (4 requests)' })
      .focus();
    await page.keyboard.press('Enter');
    await expect(dialog).toContainText('Chat fails with streaming On');
    expect(await demo.journal('Count from 1')).toHaveLength(before + 4);
    await expect(dialog.getByRole('row')).toHaveCount(5);

    await dialog
      .getByRole('button', { name: `Set to Auto (${provider}:${model})` })
      .focus();
    await page.keyboard.press('Enter');
    await expect(dialog).toContainText('is set to Auto');
    await expect(dialog).toContainText('Chat works without streaming');
    await expect(dialog).not.toContainText('Chat fails');
    expect((await demo.status()).decision.mode).toBe('auto');
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
  });

  test('uses the window, shows problems first, and leads on', async ({
    page,
    demo
  }) => {
    await page.setViewportSize({ width: 1400, height: 900 });
    await openEmptyLab(page, demo);
    const dialog = await openCheck(page);
    const next = dialog.getByRole('button', { name: /^Test Endpoint/ });
    await expect(next).toBeFocused();
    await expect(next).toHaveClass(/jp-mod-accept/);
    await page.keyboard.press('Enter');
    await expect(dialog).toContainText('Chat works without streaming');
    await expect(dialog.getByText(/^\d+ checks passed$/)).toBeVisible();
    await expect(
      dialog.getByRole('listitem').filter({ visible: true }).first()
    ).toHaveAttribute('data-outcome', 'warning');
    const body = dialog.locator('.jp-Dialog-content');
    const fits = await body.evaluate(node => ({
      height: node.getBoundingClientRect().height,
      room: window.innerHeight
    }));
    expect(fits.height).toBeGreaterThan(700);
    expect(fits.height).toBeLessThanOrEqual(fits.room);
  });

  test('a check that takes its time is cancelled', async ({ page, demo }) => {
    await demo.setFault('hang');
    await openEmptyLab(page, demo);
    const before = (await demo.journal('Count from 1')).length;
    const dialog = await openCheck(page);
    await dialog.getByRole('button', { name: /^Test Endpoint/ }).click();
    await expect(dialog.getByRole('progressbar')).toBeVisible();
    await expect
      .poll(async () => (await demo.journal('Count from 1')).length)
      .toBe(before + 2);
    await expect
      .poll(
        async () => (await demo.journal('Count from 1')).at(-1)?.body.stream
      )
      .toBe(true);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await expect(dialog).toContainText('Cancelled.');
    await expect
      .poll(
        async () => (await demo.journal('Count from 1')).at(-1)?.client_gone
      )
      .toBe(true);
  });

  test('axe finds nothing, light or dark, also where there is little room', async ({
    page,
    viewport,
    demo
  }) => {
    await openEmptyLab(page, demo);
    await inThemes(
      page,
      ['JupyterLab Light', 'JupyterLab Dark'],
      async theme => {
        const dialog = await openCheck(page);
        await dialog.getByRole('button', { name: /^Test Endpoint/ }).click();
        await expect(dialog).toContainText('Chat works without streaming');
        await dialog.getByText('Test unsaved settings').click();
        expect.soft(await violations(page), theme).toEqual([]);
        await page.setViewportSize({ width: 480, height: 600 });
        expect
          .soft(
            await dialog
              .locator('.jp-AiStream-check')
              .evaluate(node => node.scrollWidth - node.clientWidth),
            theme
          )
          .toBeLessThanOrEqual(0);
        expect.soft(await violations(page), theme).toEqual([]);
        await page.setViewportSize(viewport ?? { width: 1280, height: 800 });
        await page.keyboard.press('Escape');
        await expect(dialog).toBeHidden();
      }
    );
  });
});

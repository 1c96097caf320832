/**
 * For everybody: axe finds nothing in what is shown of failures, in all themes, and it fits where there is
 * little room.
 */
import type { Locator } from '@playwright/test';

import { violations } from './axe';
import { openChat, send } from './chat';
import { expect, test } from './fixtures';
import { openDialog, openEmptyLab } from './lab';
import { banner, offers } from './switch';
import { inThemes, THEMES } from './themes';

/** How much sticks out at the side, in pixels. */
const excess = (element: Locator) =>
  element.evaluate(node => node.scrollWidth - node.clientWidth);

test('axe finds nothing in banner, dialog and chat in any theme, also where there is little room', async ({
  page,
  context,
  viewport,
  demo
}) => {
  const other = await context.newPage();
  await openEmptyLab(other, demo, 'other');
  await demo.setFault('unauthorized');
  await openChat(page, demo);
  await send(page, `wrong key ${Date.now()}`);
  await expect(offers(page)).toBeVisible();
  await inThemes(page, THEMES, async theme => {
    expect.soft(await violations(page), `${theme}: chat`).toEqual([]);
  });
  await expect(banner(other)).toBeVisible();
  await inThemes(other, THEMES, async theme => {
    await other.setViewportSize(viewport ?? { width: 1280, height: 800 });
    expect.soft(await violations(other), `${theme}: banner`).toEqual([]);
    await banner(other).getByRole('button', { name: 'Details…' }).click();
    const dialog = await openDialog(other);
    await expect(dialog.locator('.jp-AiStream-failure')).toBeVisible();
    expect.soft(await violations(other), `${theme}: dialog`).toEqual([]);
    await other.setViewportSize({ width: 480, height: 600 });
    expect
      .soft(await excess(dialog.locator('.jp-AiStream-failure')), theme)
      .toBeLessThanOrEqual(0);
    await other.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
    expect.soft(await excess(banner(other)), theme).toBeLessThanOrEqual(0);
    await expect
      .soft(banner(other).getByRole('button', { name: 'Dismiss' }), theme)
      .toBeInViewport();
  });
});

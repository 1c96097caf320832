/**
 * For everybody: axe finds nothing in the banner, in all themes, and it fits where there is little room.
 */
import { expect, test } from '@playwright/test';

import { violations } from './axe';
import { JUPYTERNAUT_2, JUPYTERNAUT_3, send } from './chat';
import { Demo, JUPYTER_AI } from './demo';
import { openLab } from './lab';
import { banner } from './switch';

const CHAT = JUPYTER_AI === '2' ? JUPYTERNAUT_2 : JUPYTERNAUT_3;

test.describe('looks of the banner', () => {
  const demo = new Demo();

  test.beforeEach(async () => {
    await demo.dismissFailures();
    await demo.setFault('unauthorized');
  });

  test.afterEach(async () => {
    await demo.setFault();
    await demo.setTheme('JupyterLab Light');
    await demo.dismissFailures();
  });

  for (const theme of [
    'JupyterLab Light',
    'JupyterLab Dark',
    'JupyterLab Dark High Contrast'
  ]) {
    test(`axe finds nothing in ${theme}, also where there is little room`, async ({
      page
    }) => {
      await demo.setTheme(theme);
      await openLab(page, demo.url.href);
      await send(page, CHAT, `wrong key ${Date.now()}`);
      await banner(page)
        .getByRole('button', { name: 'Details', exact: true })
        .click();
      expect(await violations(page)).toEqual([]);
      await page.setViewportSize({ width: 480, height: 600 });
      expect(
        await banner(page).evaluate(node => node.scrollWidth - node.clientWidth)
      ).toBeLessThanOrEqual(0);
      await expect(
        banner(page).getByRole('button', { name: 'Dismiss' })
      ).toBeInViewport();
    });
  }
});

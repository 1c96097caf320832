/**
 * For everybody: axe finds nothing in the banner, in all themes, and it fits where there is little room.
 */
import { violations } from './axe';
import { openChat, send } from './chat';
import { expect, test } from './fixtures';
import { banner } from './switch';
import { inThemes, THEMES } from './themes';

test('axe finds nothing in the banner in any theme, also where there is little room', async ({
  page,
  viewport,
  demo
}) => {
  await demo.setFault('unauthorized');
  await openChat(page, demo);
  await send(page, `wrong key ${Date.now()}`);
  await banner(page)
    .getByRole('button', { name: 'Details', exact: true })
    .click();
  await inThemes(page, THEMES, async theme => {
    await page.setViewportSize(viewport ?? { width: 1280, height: 800 });
    expect.soft(await violations(page), theme).toEqual([]);
    await page.setViewportSize({ width: 480, height: 600 });
    expect
      .soft(
        await banner(page).evaluate(
          node => node.scrollWidth - node.clientWidth
        ),
        theme
      )
      .toBeLessThanOrEqual(0);
    await expect
      .soft(banner(page).getByRole('button', { name: 'Dismiss' }), theme)
      .toBeInViewport();
  });
});

/**
 * The help page: its list of contents leads to all of its sections.
 */
import { expect, test } from './fixtures';
import { openEmptyLab, runFromPalette } from './lab';

test('the contents of the help page lead to its sections', async ({
  page,
  demo
}) => {
  await openEmptyLab(page, demo);
  await runFromPalette(page, 'Streaming: Help');
  const help = page.locator('.jp-AiStream-help');
  const links = help.locator('li a[href^="#"]');
  await expect(links.first()).toBeVisible();
  for (const link of await links.all()) {
    const id = (await link.getAttribute('href'))?.slice(1);
    await link.click();
    await expect(help.locator(`h2[id="${id}"]`)).toBeInViewport();
  }
});

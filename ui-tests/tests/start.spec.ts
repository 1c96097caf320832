/**
 * What the extension costs those who open JupyterLab and never look at it.
 */
import { gzipSync } from 'node:zlib';

import { mainThreadTime } from './cpu';
import { expect, test } from './fixtures';
import { openEmptyLab } from './lab';
import { statusItem } from './switch';

const OURS = '/lab/extensions/jupyterlab-ai-stream-toggle/static/';

/** In bytes, compressed as servers do it. */
const LIMIT = 20 * 1024;

/** For the first time: in a browser that has nothing of JupyterLab. */
const testFirst = test.extend({
  page: async ({ context }, use) => {
    const fresh = await context.browser()?.newContext();
    if (!fresh) {
      throw new Error('The browser is gone.');
    }
    await use(await fresh.newPage());
    await fresh.close();
  }
});

testFirst(
  'the start loads at most 20 kB; popup and panel come on demand',
  async ({ page, demo }) => {
    const sizes = new Map<string, Promise<number>>();
    page.on('response', response => {
      const { pathname } = new URL(response.url());
      if (pathname.startsWith(OURS)) {
        sizes.set(
          pathname.slice(OURS.length),
          response.body().then(body => gzipSync(body).length)
        );
      }
    });
    await openEmptyLab(page, demo);
    await expect(statusItem(page)).toBeVisible();
    await page.waitForLoadState('networkidle');
    const atStart = sizes.size;
    const all = await Promise.all(sizes.values());
    const total = all.reduce((sum, size) => sum + size, 0);
    expect(atStart).toBeGreaterThan(0);
    expect(total, JSON.stringify([...sizes.keys()])).toBeLessThanOrEqual(LIMIT);
    test.info().annotations.push({ type: 'bytes', description: `${total}` });

    await statusItem(page).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    expect(sizes.size).toBeGreaterThan(atStart);
  }
);

test('the start takes little of the main thread', async ({ page, demo }) => {
  const spent = await mainThreadTime(page, OURS, async () => {
    await openEmptyLab(page, demo);
    await expect(statusItem(page)).toBeVisible();
  });
  // A figure for whoever reads the report: how fast a machine is proves nothing.
  test.info().annotations.push({
    type: 'milliseconds in our scripts',
    description: spent.toFixed(1)
  });
  expect(spent).toBeGreaterThan(0);
});

/**
 * What the extension costs those who open JupyterLab and never look at it.
 */
import { gzipSync } from 'node:zlib';

import { expect, test } from '@playwright/test';

import { mainThreadTime } from './cpu';
import { Demo } from './demo';
import { openEmptyLab } from './lab';
import { statusItem } from './switch';

const OURS = '/lab/extensions/jupyterlab-ai-stream-toggle/static/';

/** In bytes, compressed as servers do it. */
const LIMIT = 20 * 1024;

test('the start loads at most 20 kB; popup and panel come on demand', async ({
  page
}) => {
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
  await openEmptyLab(page, new Demo());
  await expect(statusItem(page)).toBeVisible();
  const atStart = sizes.size;
  const all = await Promise.all(sizes.values());
  const total = all.reduce((sum, size) => sum + size, 0);
  expect(atStart).toBeGreaterThan(0);
  expect(total, JSON.stringify([...sizes.keys()])).toBeLessThanOrEqual(LIMIT);
  test.info().annotations.push({ type: 'bytes', description: `${total}` });

  await statusItem(page).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  expect(sizes.size).toBeGreaterThan(atStart);
});

test('the start takes little of the main thread', async ({ page }) => {
  // Once without looking, so that the server has everything at hand.
  await openEmptyLab(page, new Demo());
  const spent = await mainThreadTime(page, OURS, async () => {
    await openEmptyLab(page, new Demo());
    await expect(statusItem(page)).toBeVisible();
  });
  // A figure for whoever reads the log: how fast a machine is proves nothing.
  console.log(`Our scripts took ${spent.toFixed(1)} ms of the start.`);
  expect(spent).toBeGreaterThan(0);
});

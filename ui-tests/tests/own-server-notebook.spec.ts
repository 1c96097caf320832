/**
 * Notebook 7, the first and the newest: it has neither status bar nor header.
 */
import type { Page } from '@playwright/test';

import { expect, test } from './fixtures';
import { Server } from './server';
import { banner, Popup, statusItem } from './switch';

/** The interpreters of two environments without Jupyter AI. */
const { NOTEBOOK_PYTHON, NOTEBOOK_7_0_PYTHON } = process.env;

/** Where nobody answers there is nobody to fail: this is what the server would tell of one. */
const FAILURE = {
  id: 'a',
  diagnosis: 'key-rejected',
  severity: 'error',
  // eslint-disable-next-line jupyter/no-untranslated-string -- the server translates it
  title: 'API key rejected',
  explanation: 'The endpoint rejected the API key.',
  hint: 'Enter the API key that belongs to this endpoint.',
  actions: ['open-settings', 'check-connection', 'copy-details', 'help'],
  provider: 'azure',
  model: 'gpt-4o',
  persona: null,
  endpoint: 'http://127.0.0.1:9',
  api_version: null,
  phase: 'before-content',
  status: 401,
  code: 'invalid_api_key',
  content_type: 'application/json',
  parameter: null,
  wait: null,
  request: null,
  redirected: null,
  answer: '',
  raw: 'Error code: 401',
  count: 1,
  first_seen: '2024-11-22T10:00:00+00:00',
  last_seen: '2024-11-22T10:00:00+00:00'
};

/** What of ours was complained of. */
function complaints(page: Page): string[] {
  const all: string[] = [];
  page.on('pageerror', error => {
    // Notebook's own menu has one, with and without this extension.
    if (error.stack?.includes('stream-toggle')) {
      all.push(error.stack);
    }
  });
  page.on('console', message => {
    const text = message.text();
    const isOurs = message.type() === 'error' && text.includes('stream-toggle');
    if (isOurs || /Cannot add widget|no area called/.test(text)) {
      all.push(text);
    }
  });
  return all;
}

async function fromMenu(page: Page, label: string): Promise<void> {
  await page.locator('.lm-MenuBar-item', { hasText: 'Settings' }).click();
  await page.locator('.lm-Menu-item', { hasText: 'AI Streaming' }).click();
  await page.locator('.lm-Menu-item', { hasText: label }).click();
}

const top = (page: Page) =>
  page
    .locator('.lm-MenuBar')
    .first()
    .evaluate(node => node.getBoundingClientRect().top);

for (const [name, python] of Object.entries({
  newest: NOTEBOOK_PYTHON,
  '7.0': NOTEBOOK_7_0_PYTHON
})) {
  test.describe(`in Notebook 7 (${name}), without Jupyter AI`, () => {
    test.skip(!python, 'its interpreter is not named');
    test.setTimeout(600_000);

    test('switch, banner, menu and settings are there', async ({ page }) => {
      const errors = complaints(page);
      const server = await Server.start({
        python: python ?? '',
        application: 'notebook',
        config: { locked: { azure: 'off' } },
        log: test.info().outputPath('server.log')
      });
      server.addNotebook('empty.ipynb');
      try {
        for (const where of ['tree', 'notebooks/empty.ipynb']) {
          await test.step(where, async () => {
            let failures: object[] = [];
            await page.route(/stream-toggle\/failures/, route => {
              if (route.request().method() === 'DELETE') {
                failures = [];
                return route.fulfill({ json: { dismissed: 1 } });
              }
              return route.fulfill({ json: { failures } });
            });
            await page.goto(server.url(where));
            // What is drawn late must not come between a click and what it opens.
            await expect(
              page.locator('.jp-DirListing-content, .jp-Cell').first()
            ).toBeVisible();
            await expect(statusItem(page)).toBeVisible();
            await expect(statusItem(page)).toHaveText(
              'Streaming: no Jupyter AI'
            );
            const popup = await new Popup(page).open();
            await expect(popup.box).toBeInViewport({ ratio: 1 });
            // By mouse: a notebook that loads late takes the focus, and Escape.
            await statusItem(page).click();
            await expect(popup.box).toHaveCount(0);

            const before = await top(page);
            failures = [FAILURE];
            await page.reload();
            await expect(banner(page)).toContainText('API key rejected');
            await expect(banner(page)).toBeInViewport({ ratio: 1 });
            expect(await top(page)).toBe(before);
            const { bottom, height } = await banner(page).evaluate(node => {
              const rect = node.getBoundingClientRect();
              return { bottom: rect.bottom, height: rect.height };
            });
            expect(bottom).toBe(page.viewportSize()?.height);
            expect(height).toBeLessThanOrEqual(40);
            await page.screenshot({
              path: test.info().outputPath(`${where.slice(0, 4)}.png`)
            });
            await banner(page)
              .getByRole('button', { name: 'Details…' })
              .click();
            const dialog = page.getByRole('dialog', {
              name: 'API key rejected'
            });
            await expect(dialog).toContainText('invalid_api_key');
            await dialog.getByRole('button', { name: 'Close' }).click();
            await expect(dialog).toHaveCount(0);
            await banner(page).getByRole('button', { name: 'Dismiss' }).click();
            await expect(banner(page)).toHaveCount(0);
          });
        }
        await page.goto(server.url('tree'));
        await fromMenu(page, 'Show Status');
        const dialog = page.getByRole('dialog');
        await expect(dialog).toContainText('Not installed');
        await dialog.getByRole('button', { name: 'Close' }).click();
        await fromMenu(page, 'All Providers');
        // The Settings Editor of JupyterLab 4.0 finds it, and does not open it.
        await page
          .locator('.jp-PluginList-entry', { hasText: 'AI Streaming' })
          .click();
        await expect(page.locator('.jp-AiStream-panel')).toContainText(
          'Locked by your administrator'
        );
        expect(errors).toEqual([]);
      } finally {
        await server.dispose();
      }
    });
  });
}

/**
 * What needs a server of its own: locks, a restart, an edit by hand, other applications.
 */
import { expect, test } from '@playwright/test';

import { JUPYTER_AI } from './demo';
import { openLab } from './lab';
import { Server } from './server';
import { Panel, Popup, statusItem } from './switch';

/** The interpreters: of the Jupyter AI under test, and of an environment with Notebook and none. */
const { JUPYTER_PYTHON, NOTEBOOK_PYTHON } = process.env;

const [PROVIDER, CHOSEN] =
  JUPYTER_AI === '2'
    ? [
        'azure-chat-openai',
        {
          model_provider_id: 'azure-chat-openai:gw',
          embeddings_provider_id: null,
          completions_model_provider_id: null,
          api_keys: { AZURE_OPENAI_API_KEY: 'none' },
          send_with_shift_enter: false,
          fields: {
            'azure-chat-openai:gw': {
              azure_endpoint: 'http://127.0.0.1:9',
              api_version: '2024-10-21'
            }
          },
          embeddings_fields: {},
          completions_fields: {}
        }
      ]
    : [
        'azure',
        {
          model_provider_id: 'azure/gw',
          fields: { 'azure/gw': { api_base: 'http://127.0.0.1:9' } }
        }
      ];

test.describe('on a server of its own', () => {
  test.skip(!JUPYTER_PYTHON, 'JUPYTER_PYTHON is not set');
  test.setTimeout(300_000);

  let server: Server | null = null;

  test.afterEach(async () => {
    await server?.dispose();
    server = null;
  });

  test('a lock is shown with its reason, and cannot be changed', async ({
    page
  }) => {
    server = await Server.start({
      python: JUPYTER_PYTHON ?? '',
      application: 'jupyterlab',
      jupyterAi: CHOSEN,
      config: {
        locked: { [PROVIDER]: { mode: 'off', reason: 'Our gateway buffers.' } }
      }
    });
    await openLab(page, server.url('lab'));
    await expect(statusItem(page)).toHaveText('Streaming: off');
    const popup = await new Popup(page).open();
    await expect(popup.box).toContainText(
      'Set by your administrator: Our gateway buffers.'
    );
    for (const radio of await popup.control.group.getByRole('radio').all()) {
      await expect(radio).toBeDisabled();
    }
    await popup.box.getByRole('button', { name: 'All Providers…' }).click();
    const panel = await Panel.open(page);
    await panel.control(PROVIDER).expect('Off');
    await expect(panel.row(PROVIDER)).toContainText('Our gateway buffers.');
  });

  test('a restart under an open page is survived, an edit by hand followed', async ({
    page
  }) => {
    server = await Server.start({
      python: JUPYTER_PYTHON ?? '',
      application: 'jupyterlab',
      jupyterAi: CHOSEN
    });
    await openLab(page, server.url('lab'));
    await expect(statusItem(page)).toHaveText('Streaming: auto');

    server.editSettings({ providers: { [PROVIDER]: 'on' } });
    await expect(statusItem(page)).toHaveText('Streaming: on', {
      timeout: 5_000
    });

    await server.stop();
    await expect(statusItem(page)).toHaveText('Streaming: unknown');
    server.editSettings({ defaultMode: 'off' });
    await server.start();
    await expect(statusItem(page)).toHaveText('Streaming: off', {
      timeout: 60_000
    });
  });
});

test.describe('in Notebook 7, without Jupyter AI and without a status bar', () => {
  test.skip(!NOTEBOOK_PYTHON, 'NOTEBOOK_PYTHON is not set');
  test.setTimeout(300_000);

  test('nothing breaks; settings and command are there', async ({ page }) => {
    const errors: string[] = [];
    page.on('pageerror', error => {
      // Notebook's own menu has one, with and without this extension.
      if (error.stack?.includes('stream-toggle')) {
        errors.push(error.stack);
      }
    });
    page.on('console', message => {
      if (
        message.text().includes('stream-toggle') &&
        message.type() === 'error'
      ) {
        errors.push(message.text());
      }
    });
    const server = await Server.start({
      python: NOTEBOOK_PYTHON ?? '',
      application: 'notebook',
      config: { locked: { azure: 'off' } }
    });
    try {
      await page.goto(server.url('tree'));
      await expect(page.locator('.jp-FileBrowser').first()).toBeVisible();
      await expect(statusItem(page)).toHaveCount(0);
      await page.locator('.lm-MenuBar-item', { hasText: 'Settings' }).click();
      await page.locator('.lm-Menu-item', { hasText: 'AI Streaming' }).click();
      await page
        .locator('.lm-Menu-item', { hasText: 'Streaming: Show Status' })
        .click();
      const dialog = page.getByRole('dialog');
      await expect(dialog).toContainText('Not installed');
      await dialog.getByRole('button', { name: 'Close' }).click();

      await page.locator('.lm-MenuBar-item', { hasText: 'Settings' }).click();
      await page.locator('.lm-Menu-item', { hasText: 'AI Streaming' }).click();
      await page.locator('.lm-Menu-item', { hasText: 'All Providers' }).click();
      await expect(page.locator('.jp-AiStream-panel')).toContainText(
        'Set by your administrator'
      );
      expect(errors).toEqual([]);
    } finally {
      await server.dispose();
    }
  });
});

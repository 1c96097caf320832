/**
 * What needs a server of its own: locks, a restart, an edit by hand.
 */
import { faint } from './contrast';
import { JUPYTER_AI } from './demo';
import { expect, test } from './fixtures';
import { openLab } from './lab';
import { Server } from './server';
import { Panel, Popup, statusItem } from './switch';
import { inThemes, shippedThemes } from './themes';

/** The interpreter of the Jupyter AI under test. */
const { JUPYTER_PYTHON } = process.env;

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
  test.setTimeout(600_000);

  let server: Server | null = null;

  test.afterEach(async () => {
    await server?.dispose();
    server = null;
  });

  // One test: each start of Jupyter AI 3 takes ten seconds.
  test('a lock is shown with its reason, a restart that loosens it is survived, an edit by hand followed', async ({
    page
  }) => {
    const own = (server = await Server.start({
      python: JUPYTER_PYTHON ?? '',
      application: 'jupyterlab',
      jupyterAi: CHOSEN,
      config: {
        locked: { [PROVIDER]: { mode: 'off', reason: 'Our gateway buffers.' } }
      },
      log: test.info().outputPath('server.log')
    }));
    await openLab(page, own.url('lab'));
    // JupyterLab's own, while the server is gone.
    await page.addLocatorHandler(
      page.getByRole('dialog').filter({ hasText: 'Server Connection Error' }),
      dialog => dialog.getByRole('button', { name: 'Close' }).click()
    );

    await test.step('a lock is shown with its reason, and cannot be changed', async () => {
      await expect(statusItem(page)).toHaveText(/^Streaming: Off \(/);
      const popup = await new Popup(page).open();
      await expect(popup.box).toContainText(
        'Locked by your administrator: Our gateway buffers.'
      );
      for (const radio of await popup.control.group.getByRole('radio').all()) {
        await expect(radio).toBeDisabled();
      }
      await popup.close();
      const panel = await Panel.open(page);
      await panel.control(PROVIDER).expect('Off');
      await expect(panel.row(PROVIDER)).toContainText('Our gateway buffers.');
      await inThemes(page, await shippedThemes(page), async theme => {
        expect.soft(await faint(page, panel.root), theme).toEqual([]);
        await popup.open();
        expect.soft(await faint(page, popup.box), theme).toEqual([]);
        await popup.close();
      });
    });

    await test.step('a restart under an open page is survived', async () => {
      await own.stop();
      await expect(statusItem(page)).toHaveText(
        'Streaming: server not reachable'
      );
      own.configure({
        locked: {
          [`${PROVIDER}:*`]: {
            modes: ['auto', 'off'],
            reason: 'Streams are billed twice.'
          }
        }
      });
      own.editSettings({ defaultMode: 'on' });
      await own.start();
      await expect(statusItem(page)).toHaveText(/^Streaming: Auto \(/);
    });

    await test.step('what a lock leaves to choose is shown, and what it passes over', async () => {
      const popup = await new Popup(page).open();
      const words = 'Limited by your administrator to Auto or Off';
      await expect(popup.box).toContainText(
        `On is set, but not allowed. ${words}: Streams are billed twice.`
      );
      const radio = (name: string) =>
        popup.box.getByRole('radio', { name, exact: true });
      await expect(radio('On')).toBeDisabled();
      await radio('Auto').focus();
      await page.keyboard.press('ArrowRight');
      await expect(radio('Off')).toBeFocused();
      await popup.close();
      const panel = await Panel.open(page);
      await expect(panel.row(PROVIDER)).toContainText(`* · ${words}`);
      await inThemes(page, await shippedThemes(page), async theme => {
        expect.soft(await faint(page, panel.root), theme).toEqual([]);
        await popup.open();
        expect.soft(await faint(page, popup.box), theme).toEqual([]);
        await popup.close();
      });
    });

    await test.step('an edit by hand is followed', async () => {
      own.editSettings({ providers: { [PROVIDER]: 'off' } });
      await expect(statusItem(page)).toHaveText(/^Streaming: Off \(/);
    });
  });
});

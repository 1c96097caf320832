/**
 * A server that has gone: the tab says so, asks less and less and then not at all, and is back with
 * the server. The clock is the test's.
 */
import { expect, test } from './fixtures';
import { Hub } from './hub';
import { openLab } from './lab';
import { Server } from './server';
import { statusItem } from './switch';

/** Of an environment without Jupyter AI, whose server starts quickly. */
const { NOTEBOOK_PYTHON } = process.env;

/** In milliseconds. */
const STEP = 20_000;
const MINUTE = 60_000;

test.describe('a server that has gone', () => {
  test.skip(!NOTEBOOK_PYTHON, 'NOTEBOOK_PYTHON is not set');
  test.setTimeout(600_000);

  let server: Server | null = null;
  let hub: Hub | null = null;

  test.afterEach(async () => {
    await hub?.dispose();
    await server?.dispose();
    server = hub = null;
  });

  test('is told as such, and asked less and less, and is back at once', async ({
    page
  }) => {
    const own = (server = await Server.start({
      python: NOTEBOOK_PYTHON ?? '',
      application: 'jupyterlab',
      log: test.info().outputPath('server.log')
    }));
    await page.clock.install();
    let waiting = 0;
    page.on('request', () => waiting++);
    page.on('requestfinished', () => waiting--);
    page.on('requestfailed', () => waiting--);
    const pass = async (time: number) => {
      for (let passed = 0; passed < time; passed += STEP) {
        await page.clock.runFor(STEP);
        await expect.poll(() => waiting).toBeLessThanOrEqual(0);
      }
    };
    const comeBack = () =>
      page.evaluate(() => window.dispatchEvent(new Event('focus')));
    await openLab(page, own.url('lab'));
    await expect(statusItem(page)).toHaveText('Streaming: no Jupyter AI');

    await test.step('nobody answers', async () => {
      await own.stop();
      await expect(statusItem(page)).toHaveText(
        'Streaming: server not reachable'
      );
    });

    const other = (hub = await Hub.at(own.port));
    await test.step('a hub answers in its place', async () => {
      await pass(MINUTE);
      await expect(statusItem(page)).toHaveText('Streaming: server stopped');
      await expect(statusItem(page)).toHaveAttribute(
        'title',
        /The Jupyter server is not running\..*\(JupyterHub server no longer running\)/
      );
    });

    await test.step('it is asked a few times, and then no more', async () => {
      await pass(20 * MINUTE);
      const count = other.asked.length;
      expect(count).toBeGreaterThan(3);
      expect(count).toBeLessThanOrEqual(16);
      await pass(40 * MINUTE);
      expect(other.asked).toHaveLength(count);
      expect(other.asked.every(({ json }) => json)).toBe(true);
      expect(other.visits).toBe(0);
    });

    await test.step('a user who comes back is told anew', async () => {
      const count = other.asked.length;
      other.says = 'log in';
      await comeBack();
      await expect(statusItem(page)).toHaveText('Streaming: logged out');
      await pass(10 * MINUTE);
      expect(other.asked).toHaveLength(count + 1);
    });

    await test.step('so is one who comes back to the server', async () => {
      await other.dispose();
      hub = null;
      await own.start();
      const listening = page.waitForEvent('websocket', {
        predicate: socket => socket.url().includes('api/events/subscribe')
      });
      await comeBack();
      await expect(statusItem(page)).toHaveText('Streaming: no Jupyter AI');
      await pass(MINUTE);
      await listening;
    });
  });
});

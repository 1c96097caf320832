/**
 * Open tabs of two users, of whom the first had a failure: told, left alone, and left without a server.
 * The clock is the test's.
 */
import { expect, test } from '@playwright/test';

import { banner, statusItem } from '../tests/switch';
import {
  lastActivity,
  LABS,
  logIn,
  openWorkspace,
  serversOf,
  stop,
  Watched
} from './labs';

const [A, B] = LABS.users;

test.setTimeout(600_000);

// One test: each page of a new browser takes JupyterLab its time.
test('tabs tell of their own user, and ask nothing of who has gone or is idle', async ({
  browser
}) => {
  const [one, stranger] = await Promise.all([
    logIn(browser, A),
    logIn(browser, B)
  ]);
  const other = await one.context().newPage();
  const watched = await Watched.page(other);
  await Promise.all([
    openWorkspace(one, A, 'one'),
    openWorkspace(other, A, 'other'),
    openWorkspace(stranger, B, 'stranger')
  ]);

  await test.step('all tabs of a user tell of a failure, and none of another', async () => {
    await expect(statusItem(stranger)).toHaveText(/^Streaming: /);
    for (const page of [one, other]) {
      await expect(banner(page)).toContainText('API key rejected');
    }
    await expect(banner(stranger)).toHaveCount(0);
    await banner(one).getByRole('button', { name: 'Dismiss' }).click();
    for (const page of [one, other]) {
      await expect(banner(page)).toHaveCount(0);
    }
    await stranger.context().close();
    await one.close();
  });

  await test.step('an idle tab asks nothing of our extension', async () => {
    await watched.minutes(3); // JupyterLab settles
    const before = watched.figures();
    await watched.minutes(15);
    const after = watched.figures();
    expect(after).toEqual({ ...before, theirs: after.theirs });
    // The clock did run: JupyterLab itself asks for its kernels and terminals.
    expect(after.theirs).toBeGreaterThan(before.theirs);
  });

  await test.step('the extension alone does not keep a server from being culled', async () => {
    await watched.leaveUsAlone();
    await watched.minutes(1);
    const before = await lastActivity(A);
    await watched.minutes(30);
    expect(await lastActivity(A)).toBe(before);
    await other.unrouteAll();
  });

  await test.step('a stopped server is asked a few times, and then no more', async () => {
    const before = watched.figures();
    await stop(A);
    await watched.minutes(2, 'gone');
    await expect(statusItem(other)).toHaveText('Streaming: server stopped');
    await watched.minutes(25, 'gone');
    const given = watched.figures();
    expect(given.ours - before.ours).toBeGreaterThan(3);
    // The first three questions, and one after each attempt to hear of events.
    expect(given.ours - before.ours).toBeLessThanOrEqual(20);
    await watched.minutes(30, 'gone');
    expect(watched.figures().ours).toBe(given.ours);
    // Nobody was taken for a visitor who wants it to be started.
    expect(await serversOf(A)).toEqual({});
  });
});

/**
 * What a user sees while a whole answer is awaited, and that the Stop button ends it.
 */
import type { Page } from '@playwright/test';

import { expectAnswer, openChat, say, send } from './chat';
import { JUPYTER_AI } from './demo';
import { expect, test } from './fixtures';

const isV2 = JUPYTER_AI === '2';

const stopButton = (page: Page) =>
  isV2
    ? page.locator('button:has([data-testid="StopIcon"])')
    : page.locator('.jp-jai-stopButton');

const busy = (page: Page) =>
  page.getByText(
    isV2 ? /^Generating response\.*$/ : 'Jupyternaut is typing...'
  );

test('Stop ends the wait for a whole answer, and the next message is answered', async ({
  page,
  demo
}) => {
  const { target } = await demo.status();
  await demo.setMode(target.provider, 'off');
  await openChat(page, demo);
  await say(page, `before ${Date.now()}`);
  const said = page.getByText('Jupyternaut', { exact: true });
  const before = await said.count();

  await demo.shutGate();
  const question = `stopped ${Date.now()}`;
  await send(page, question);
  await expect(stopButton(page)).toBeEnabled();
  await expect(busy(page)).toBeVisible();
  if (isV2) {
    // The empty message that the button belongs to is not seen.
    await expect(said.filter({ visible: true })).toHaveCount(before + 1);
  }
  await expect.poll(() => demo.journal(question)).toHaveLength(1);

  await stopButton(page).click();
  await expect(busy(page)).toHaveCount(0);
  await expect
    .poll(async () => (await demo.journal(question)).at(-1)?.client_gone)
    .toBe(true);
  if (isV2) {
    await expect(page.getByText('(stopped by the user)')).toBeVisible();
  }

  // One that is awaited until there is a button.
  const after = `after ${Date.now()}`;
  await send(page, after);
  await expect(stopButton(page)).toBeEnabled();
  await demo.openGate();
  await expectAnswer(page, after);
  await expect(stopButton(page).and(page.locator(':enabled'))).toHaveCount(0);
});

/**
 * What a user sees while a whole answer is awaited, and that the Stop button ends it.
 */
import type { Page } from '@playwright/test';
import { expect, test } from '@playwright/test';

import type { IChat } from './chat';
import { JUPYTERNAUT_2, JUPYTERNAUT_3, say, send } from './chat';
import { Demo } from './demo';
import { openLab } from './lab';

const isV2 = process.env.JUPYTER_AI === '2';
const chat: IChat = isV2 ? JUPYTERNAUT_2 : JUPYTERNAUT_3;

const stopButton = (page: Page) =>
  isV2
    ? page.locator('button:has([data-testid="StopIcon"])')
    : page.locator('.jp-jai-stopButton');

const busy = (page: Page) =>
  page.getByText(
    isV2 ? /^Generating response\.*$/ : 'Jupyternaut is typing...'
  );

test('Stop ends the wait for a whole answer, and the next message is answered', async ({
  page
}) => {
  const demo = new Demo();
  await demo.resetSettings();
  const { target } = await demo.status();
  await demo.setMode(target.provider, 'off');
  await openLab(page, demo.url.href);
  await say(page, chat, `before ${Date.now()}`);
  const said = page.getByText('Jupyternaut', { exact: true });
  const before = await said.count();

  const question = `practice:wait 60 ${Date.now()}`;
  await send(page, chat, question);
  await expect(stopButton(page)).toBeEnabled();
  await expect(busy(page)).toBeVisible();
  if (isV2) {
    // The empty message that the button belongs to is not seen.
    await expect(said.filter({ visible: true })).toHaveCount(before + 1);
  }

  await stopButton(page).click();
  await expect(busy(page)).toHaveCount(0);
  await expect
    .poll(async () => (await demo.journal(question)).at(-1)?.client_gone)
    .toBe(true);
  if (isV2) {
    await expect(page.getByText('(stopped by the user)')).toBeVisible();
  }

  // One that is awaited for so long that there is a button before it comes.
  await say(page, chat, `practice:wait 1 after ${Date.now()}`);
  await expect(stopButton(page).and(page.locator(':enabled'))).toHaveCount(0);
});

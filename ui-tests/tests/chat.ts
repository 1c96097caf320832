/**
 * The chat of either generation of Jupyter AI.
 */
import type { Locator, Page } from '@playwright/test';
import { expect } from '@playwright/test';

import type { Demo } from './demo';
import { JUPYTER_AI } from './demo';
import { expectLauncher, openLab } from './lab';

const LAST_SENTENCE = 'This is the end of the answer.';

/** Where one generation's chat has its parts. */
interface IChat {
  input: (page: Page) => Locator;
  messages: (page: Page) => Locator;
  /** Something else is in front of it. */
  hide: (page: Page) => Promise<void>;
  /** Wait until JupyterLab has given the focus to whom it gives it in the end. */
  expectFocus: (page: Page) => Promise<void>;
}

const JUPYTERNAUT_2: IChat = {
  input: page => page.getByPlaceholder('Ask Jupyternaut'),
  messages: page => page.locator('.jp-ai-rendermime-markdown'),
  hide: page => page.locator('.jp-SideBar [data-id="filebrowser"]').click(),
  // The chat is in a side panel, and there long before.
  expectFocus: expectLauncher
};

const JUPYTERNAUT_3: IChat = {
  input: page => page.getByPlaceholder('Type a chat message'),
  messages: page => page.locator('.jp-chat-rendered-message'),
  hide: page => page.locator('.lm-DockPanel .lm-TabBar-addButton').click(),
  expectFocus: page => expect(JUPYTERNAUT_3.input(page)).toBeFocused()
};

/** The one under test. */
export const CHAT = JUPYTER_AI === '2' ? JUPYTERNAUT_2 : JUPYTERNAUT_3;

/** Open JupyterLab on the chat; `url` is for another page that has it. */
export async function openChat(
  page: Page,
  demo: Demo,
  url?: string
): Promise<void> {
  await openLab(page, url ?? (await demo.chatPage()));
  await CHAT.expectFocus(page);
  await expect(CHAT.input(page)).toBeVisible();
}

/** Put something else in front of the chat. */
export async function hideChat(page: Page): Promise<void> {
  await CHAT.hide(page);
  await expect(CHAT.input(page)).toBeHidden();
}

/** Type a message, and wait for the whole answer to it. */
export async function say(page: Page, text: string): Promise<void> {
  await send(page, text);
  await expectAnswer(page, text);
}

/** Wait for the whole answer to a message. */
export async function expectAnswer(page: Page, text: string): Promise<void> {
  await expect(
    CHAT.messages(page).filter({ hasText: `You said: “${text}”` })
  ).toContainText(LAST_SENTENCE);
}

/** Type a message, and see it sent. */
export async function send(page: Page, text: string): Promise<void> {
  const input = CHAT.input(page);
  const message = CHAT.messages(page).filter({ hasText: text }).first();
  // Jupyter AI 2 takes Enter for a new line until it has read its settings; Jupyter AI 3 draws the
  // input anew, empty, when it hears of its personas. What was sent is shown at once.
  await expect(async () => {
    await input.fill(text);
    await input.press('Enter');
    await expect(input).not.toHaveValue(text);
    expect(await input.inputValue()).toBe('');
    await expect(message).toBeVisible({ timeout: 30_000 });
  }).toPass();
}

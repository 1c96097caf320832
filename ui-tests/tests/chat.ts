/**
 * The main job, the same for both generations: a whole answer from an endpoint that refuses streams.
 */
import type { Locator, Page } from '@playwright/test';
import { expect } from '@playwright/test';

import { Demo } from './demo';
import { openLab } from './lab';

const LAST_SENTENCE = 'This is the end of the answer.';

/** Where one generation's chat has its parts. */
export interface IChat {
  input: (page: Page) => Locator;
  messages: (page: Page) => Locator;
}

export const JUPYTERNAUT_2: IChat = {
  input: page => page.getByPlaceholder('Ask Jupyternaut'),
  messages: page => page.locator('.jp-ai-rendermime-markdown')
};

export const JUPYTERNAUT_3: IChat = {
  input: page => page.getByPlaceholder('Type a chat message'),
  messages: page => page.locator('.jp-chat-rendered-message')
};

export async function expectWholeAnswers(
  page: Page,
  chat: IChat
): Promise<void> {
  const demo = new Demo();
  await demo.resetSettings();
  await openLab(page, demo.url.href);

  const first = `first message ${Date.now()}`;
  await say(page, chat, first);
  const answered = await demo.journal(first);
  // One refused stream, unless an earlier test made the server learn of it.
  expect(answered.length).toBeLessThanOrEqual(2);
  expect(answered.at(-1)?.body.stream ?? false).toBe(false);
  expect(answered.at(-1)?.status).toBe(200);

  const second = `second message ${Date.now()}`;
  await say(page, chat, second);
  const [only, ...more] = await demo.journal(second);
  expect(more).toEqual([]);
  expect(only?.body.stream ?? false).toBe(false);
  expect(only?.body).not.toHaveProperty('stream_options');
}

/** Type a message, and wait for the whole answer to it. */
export async function say(
  page: Page,
  chat: IChat,
  text: string
): Promise<void> {
  await send(page, chat, text);
  await expect(
    chat.messages(page).filter({ hasText: `You said: “${text}”` })
  ).toContainText(LAST_SENTENCE);
}

/** Type a message, and see it sent. */
export async function send(
  page: Page,
  chat: IChat,
  text: string
): Promise<void> {
  const input = chat.input(page);
  // Jupyter AI 2 takes Enter for a new line until it has read its settings.
  await expect(async () => {
    await input.fill(text);
    await input.press('Enter');
    await expect(input).toHaveValue('', { timeout: 1000 });
  }).toPass();
}

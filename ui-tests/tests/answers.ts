/**
 * The main job, the same for both generations: a whole answer from an endpoint that refuses streams.
 */
import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';

import { openChat, say } from './chat';
import type { Demo } from './demo';

export async function expectWholeAnswers(
  page: Page,
  demo: Demo
): Promise<void> {
  // The page that the demo announces.
  await openChat(page, demo, demo.url.href);

  const first = `first message ${Date.now()}`;
  await say(page, first);
  // One refused stream, and nothing was known before.
  expect(
    (await demo.journal(first)).map(({ body, status }) => [
      body.stream ?? false,
      status
    ])
  ).toEqual([
    [true, 400],
    [false, 200]
  ]);

  const second = `second message ${Date.now()}`;
  await say(page, second);
  const [only, ...more] = await demo.journal(second);
  expect(more).toEqual([]);
  expect(only?.body.stream ?? false).toBe(false);
  expect(only?.body).not.toHaveProperty('stream_options');
}

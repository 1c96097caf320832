import { test } from '@playwright/test';

import { expectWholeAnswers } from './chat';

test('Jupyter AI 3 answers although the endpoint refuses streams', async ({
  page
}) => {
  await expectWholeAnswers(page, {
    input: page => page.getByPlaceholder('Type a chat message'),
    messages: page => page.locator('.jp-chat-rendered-message')
  });
});

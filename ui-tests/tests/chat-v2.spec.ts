import { test } from '@playwright/test';

import { expectWholeAnswers } from './chat';

test('Jupyter AI 2 answers although the endpoint refuses streams', async ({
  page
}) => {
  await expectWholeAnswers(page, {
    input: page => page.getByPlaceholder('Ask Jupyternaut'),
    messages: page => page.locator('.jp-ai-rendermime-markdown')
  });
});

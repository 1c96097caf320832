import { test } from '@playwright/test';

import { expectWholeAnswers, JUPYTERNAUT_2 } from './chat';

test('Jupyter AI 2 answers although the endpoint refuses streams', async ({
  page
}) => {
  await expectWholeAnswers(page, JUPYTERNAUT_2);
});

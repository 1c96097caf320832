import { test } from '@playwright/test';

import { expectWholeAnswers, JUPYTERNAUT_3 } from './chat';

test('Jupyter AI 3 answers although the endpoint refuses streams', async ({
  page
}) => {
  await expectWholeAnswers(page, JUPYTERNAUT_3);
});

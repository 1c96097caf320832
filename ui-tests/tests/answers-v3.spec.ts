import { expectWholeAnswers } from './answers';
import { test } from './fixtures';

test('Jupyter AI 3 answers although the endpoint refuses streams', async ({
  page,
  demo
}) => {
  await expectWholeAnswers(page, demo);
});

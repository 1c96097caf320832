import { expectWholeAnswers } from './answers';
import { test } from './fixtures';

test('Jupyter AI 2 answers although the endpoint refuses streams', async ({
  page,
  demo
}) => {
  await expectWholeAnswers(page, demo);
});

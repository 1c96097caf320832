import { expect, test } from './fixtures';
import { openEmptyLab, runFromPalette } from './lab';

test.describe('the status dialog', () => {
  test.beforeEach(({ page, demo }) => openEmptyLab(page, demo));

  test('opens and closes by keyboard', async ({ page }) => {
    await runFromPalette(page, 'Streaming: Show Status');
    const dialog = page.getByRole('dialog', { name: 'Streaming Status' });
    await expect(dialog).toBeVisible();
    await expect(dialog.getByRole('button', { name: 'Close' })).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
  });

  test('tells what is decided, and keeps up with it', async ({
    page,
    demo
  }) => {
    const { provider, model } = (await demo.status()).target;
    await runFromPalette(page, 'Streaming: Show Status');
    const dialog = page.getByRole('dialog', { name: 'Streaming Status' });
    await expect(dialog).toContainText(`${provider}:${model}`);
    await expect(dialog).toContainText('Auto: streams where supported');
    await expect(dialog).toContainText('0.1.0 (active)');

    await demo.setMode(provider, 'off');
    await expect(dialog).toContainText('Off: responses arrive all at once');
    await expect(dialog).toContainText('Your setting for this provider');
    await expect(dialog).toContainText('All at once (no streaming)');
  });
});

import { expect, test } from '@playwright/test';

import { Demo } from './demo';
import { openEmptyLab, SettingsForm } from './lab';

test.describe('the Settings Editor', () => {
  const demo = new Demo();

  test.beforeEach(async ({ page }) => {
    await demo.resetSettings();
    await openEmptyLab(page, demo);
  });

  test.afterEach(() => demo.resetSettings());

  test('changes the mode the server decides by', async ({ page }) => {
    const form = await SettingsForm.open(page);
    await form.defaultMode.selectOption('Off: answers arrive whole');
    await expect
      .poll(async () => (await demo.status()).decision)
      .toMatchObject({ mode: 'off', source: 'user-default' });
  });

  test('follows a change made elsewhere', async ({ page }) => {
    const { provider } = (await demo.status()).target;
    const form = await SettingsForm.open(page);
    await expect(form.providerNames).toHaveCount(0);

    await demo.setMode(provider, 'on');
    await expect(form.providerNames).toHaveValue(provider);
    await expect(form.providerModes.locator('option:checked')).toHaveText(
      'On: always stream'
    );

    await demo.setMode(provider, null);
    await expect(form.providerNames).toHaveCount(0);
  });
});

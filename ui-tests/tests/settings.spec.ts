import { expect, test } from './fixtures';
import { openEmptyLab } from './lab';
import { Panel } from './switch';

test.describe('the panel in the Settings Editor', () => {
  test.beforeEach(({ page, demo }) => openEmptyLab(page, demo));

  test('changes the mode the server decides by', async ({ page, demo }) => {
    const { provider } = (await demo.status()).target;
    const panel = await Panel.open(page);
    await panel.defaults.choose('Off');
    await panel.defaults.expect('Off');
    expect((await demo.status()).decision).toMatchObject({
      mode: 'off',
      source: 'user-default'
    });
    await panel.control(provider).choose('On');
    await panel.control(provider).expect('On');
    expect((await demo.status()).decision).toMatchObject({
      mode: 'on',
      source: 'provider-setting'
    });
    await expect(panel.row(provider)).toContainText(
      'On (Your setting for this provider)'
    );
  });

  test('follows a change made elsewhere', async ({ page, demo }) => {
    const { provider } = (await demo.status()).target;
    const panel = await Panel.open(page);
    await panel.control(provider).expect('Default');
    await demo.setMode(provider, 'on');
    await panel.control(provider).expect('On');
    await demo.setMode(provider, null);
    await panel.control(provider).expect('Default');
  });

  test('gives a model a mode of its own, and takes it back', async ({
    page,
    demo
  }) => {
    const { provider, model } = (await demo.status()).target;
    const panel = await Panel.open(page);
    await panel.row(provider).getByRole('button', { name: provider }).click();
    await panel.row(provider).getByRole('combobox').fill(model);
    await page.keyboard.press('Enter');
    const control = panel.model(`${provider}:${model}`);
    await control.expect('Auto');
    await control.choose('Off');
    await control.expect('Off');
    expect((await demo.status()).decision).toMatchObject({
      mode: 'off',
      source: 'model-setting'
    });
    await panel.row(provider).getByRole('button', { name: 'Remove' }).click();
    await expect(control.group).toHaveCount(0);
    expect((await demo.status()).decision.source).toBe('built-in');
  });

  test('keeps what nobody uses behind a search', async ({ page }) => {
    const panel = await Panel.open(page);
    await expect(panel.row('openrouter')).toHaveCount(0);
    await panel.search.fill('openrouter');
    await expect(panel.row('openrouter').first()).toBeVisible();
  });

  test('agrees with JupyterLab’s own form and its defaults', async ({
    page,
    demo
  }) => {
    const panel = await Panel.openInEditor(page);
    await panel.defaults.choose('On');
    await panel.defaults.expect('On');
    await panel.field('silenceSeconds').fill('120');
    await expect.poll(() => demo.settings()).toContain('120');
    // The form saved every field it has; what was chosen here is still there.
    expect(await demo.settings()).toContain('"on"');
    await panel.defaults.expect('On');

    await page.getByRole('button', { name: 'Restore to Defaults' }).click();
    await panel.defaults.expect('Default');
    expect((await demo.status()).decision.source).toBe('built-in');
  });

  test('is not chosen by a change of something else in the form', async ({
    page,
    demo
  }) => {
    const panel = await Panel.open(page);
    await page
      .getByRole('spinbutton', { name: 'Stream idle timeout (seconds)' })
      .fill('90');
    await expect.poll(() => demo.settings()).toContain('90');
    await panel.defaults.expect('Default');
    expect((await demo.status()).decision.source).toBe('built-in');
  });
});

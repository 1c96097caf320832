import { openChat } from './chat';
import { expect, test } from './fixtures';
import { Popup, statusItem } from './switch';

test.describe('the switch in the chat of Jupyter AI 3', () => {
  test.beforeEach(({ page, demo }) => openChat(page, demo));

  test('opens the same popup, and gives the focus back', async ({ page }) => {
    const button = page
      .locator('.jp-chat-input-toolbar, .jp-chat-input-container')
      .getByRole('button', { name: /^Streaming: Auto \(/ })
      .first();
    await button.click();
    const popup = new Popup(page);
    await popup.control.choose('Off');
    await popup.control.expect('Off');
    await popup.close();
    await expect(statusItem(page)).toHaveText(/^Streaming: Off \(/);
    await expect(page.locator('.jp-AiStream-button:focus')).toHaveAttribute(
      'aria-label',
      'Streaming: Off (all at once)'
    );
  });

  test('knows the model that is chosen in the chat', async ({ page }) => {
    await page.getByRole('button', { name: 'Model', exact: true }).click();
    await page.getByPlaceholder('Search model').fill('groq/llama');
    await page
      .getByRole('menuitem', { name: /groq\/llama/ })
      .first()
      .click();
    const popup = await new Popup(page).open();
    await expect(popup.box.locator('code')).toContainText('groq:llama');
  });
});

/**
 * The chat in a sidebar, where there is little room for all that stands below a message.
 */
import type { Locator, Page } from '@playwright/test';

import { expect, test } from './fixtures';
import { openEmptyLab } from './lab';
import { Popup } from './switch';

/** A new chat in the sidebar, as wide as JupyterLab makes it. */
async function openSidebarChat(page: Page): Promise<Locator> {
  await page.getByRole('tab', { name: 'Jupyter Chat' }).click();
  await page.getByText('New chat').last().click();
  const toolbar = page.locator('.jp-chat-input-toolbar');
  await expect(
    toolbar.getByRole('button', { name: 'Jupyternaut', exact: true })
  ).toBeVisible();
  return toolbar;
}

/** What is clicked in the middle of a button, if that is not the button. */
function covered(button: Locator): Promise<string | null> {
  return button.evaluate(node => {
    const { left, top, width, height } = node.getBoundingClientRect();
    const there = document.elementFromPoint(left + width / 2, top + height / 2);
    return node.contains(there) ? null : (there?.outerHTML ?? 'nothing');
  });
}

test('the switch in a chat in the sidebar is seen and reached at each width', async ({
  page,
  demo
}) => {
  await openEmptyLab(page, demo);
  const toolbar = await openSidebarChat(page);
  const button = toolbar.locator('.jp-AiStream-button');
  // The rest of what Jupyter AI has there is covered by nothing of ours either.
  const others = toolbar.locator(
    '.jp-jai-stopButton, .jp-chat-attach-button, .jp-chat-send-button'
  );

  expect(await covered(button)).toBeNull();
  await button.click();
  const popup = new Popup(page);
  await expect(popup.box).toBeVisible();
  await expect(popup.box).toBeInViewport({ ratio: 1 });
  await popup.close();
  await expect(button).toBeFocused();

  for (let width = 150; width <= 750; width += 25) {
    await toolbar.evaluate((node, pixels) => {
      node.style.width = `${pixels}px`;
    }, width);
    for (const each of [button, ...(await others.all())]) {
      expect.soft(await covered(each), `${width} px`).toBeNull();
    }
  }
});

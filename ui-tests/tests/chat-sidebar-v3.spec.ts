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

/** What is clicked in the middle of something, if that is something else. */
function covered(part: Locator): Promise<string | null> {
  return part.evaluate(node => {
    const { left, top, width, height } = node.getBoundingClientRect();
    const there = document.elementFromPoint(left + width / 2, top + height / 2);
    return node.contains(there) ? null : (there?.className ?? 'nothing');
  });
}

/** Pull the border of the sidebar. */
async function widen(page: Page, to: number): Promise<void> {
  const border = page.locator(
    '#jp-main-split-panel > .lm-SplitPanel-handle:not(.lm-mod-hidden)'
  );
  const { x, y, width, height } =
    (await border.first().boundingBox()) ?? new DOMRect();
  await page.mouse.move(x + width / 2, y + height / 2);
  await page.mouse.down();
  await page.mouse.move(to, y + height / 2);
  await page.mouse.up();
}

test('the switch in a chat in the sidebar is seen and reached at each width', async ({
  page,
  demo
}) => {
  await openEmptyLab(page, demo);
  const toolbar = await openSidebarChat(page);
  const button = toolbar.locator('.jp-AiStream-button');
  const popup = new Popup(page);
  const reach = async () => {
    expect.soft(await covered(button)).toBeNull();
    await button.click();
    await expect(popup.box).toBeInViewport({ ratio: 1 });
    await popup.close();
    await expect(button).toBeFocused();
    // Jupyter AI's own, to stop, attach and send: around them, since they may be disabled.
    for (const other of await toolbar
      .locator('.jp-chat-tooltipped-wrap')
      .all()) {
      expect.soft(await covered(other)).toBeNull();
    }
  };
  await test.step('as wide as JupyterLab makes it', reach);
  for (const width of [120, 260, 340, 420, 500, 700]) {
    await widen(page, width);
    await test.step(`${width} px`, reach);
  }
});

/**
 * Whether everything can be read: each text at rest, under the mouse, and with the focus.
 */
import type { Locator, Page } from '@playwright/test';

import { partsOf } from './pixels';

const USABLE =
  'button, summary, select, input:not([type=radio]), .jp-AiStream-option, a[href], [tabindex="0"]';

/** What can hardly be told from what is behind it, and in which state. */
export async function faint(page: Page, view: Locator): Promise<string[]> {
  const found = new Set<string>();
  const look = async (part: Locator, state: string) => {
    const parts = await part.evaluate(partsOf, state === 'focused');
    for (const { what, contrast, least } of parts) {
      if (contrast < least) {
        found.add(`${what} (${state}): ${contrast.toFixed(2)}`);
      }
    }
  };
  await page.mouse.move(0, 0);
  await look(view, 'at rest');
  // Nobody's mouse and focus are left where they were: what opens on top of the page would close.
  for (const part of await view.locator(USABLE).all()) {
    if (!(await part.isVisible())) {
      continue;
    }
    await part.scrollIntoViewIfNeeded();
    const box = await part.boundingBox();
    if (box) {
      await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
      await look(part, 'hovered');
    }
    await page.mouse.move(0, 0);
    await focus(page, part);
    await look(part, 'focused');
  }
  return Array.from(found);
}

/** As the keyboard brings it: only then the focus is marked. */
async function focus(page: Page, part: Locator): Promise<void> {
  await page.keyboard.press('Shift');
  await part.evaluate(element =>
    (element.matches('.jp-AiStream-option')
      ? element.querySelector('input')
      : (element as HTMLElement)
    )?.focus()
  );
}

/**
 * By keyboard: what is passed on the way is not chosen, and Tab goes as one reads.
 */
import type { Page } from '@playwright/test';

import { expect, test } from './fixtures';
import { openEmptyLab } from './lab';
import { Popup } from './switch';

/** The modes that the page asks for from now on, in order. */
function asked(page: Page): unknown[] {
  const modes: unknown[] = [];
  page.on('request', request => {
    const { pathname } = new URL(request.url());
    if (request.method() === 'PUT' && pathname.endsWith('/modes')) {
      modes.push((request.postDataJSON() as { mode: unknown }).mode);
    }
  });
  return modes;
}

test.describe('the popup by keyboard', () => {
  test.beforeEach(async ({ page, demo }) => {
    await openEmptyLab(page, demo);
    await new Popup(page).openByKeyboard();
  });

  for (const key of ['Space', 'Enter']) {
    test(`arrows move, ${key} chooses, once`, async ({ page, demo }) => {
      const modes = asked(page);
      const { control } = new Popup(page);
      await page.keyboard.press('Tab');
      await expect(control.option('Default')).toBeFocused();
      for (const choice of ['Auto', 'On', 'Off', 'Default', 'Auto'] as const) {
        await page.keyboard.press('ArrowRight');
        await expect(control.option(choice)).toBeFocused();
        await expect(control.option('Default')).toBeChecked();
      }
      for (const choice of ['Default', 'Off'] as const) {
        await page.keyboard.press('ArrowLeft');
        await expect(control.option(choice)).toBeFocused();
      }
      await page.keyboard.press(key);
      await control.expect('Off');
      expect((await demo.status()).decision.mode).toBe('off');
      expect(modes).toEqual(['off']);
    });
  }

  test('Tab goes in the order of the screen, and round', async ({ page }) => {
    const { box, control, scope } = new Popup(page);
    const tops: number[] = [];
    const top = () =>
      page.evaluate(() => {
        const { top: y, left } =
          document.activeElement?.getBoundingClientRect() ?? new DOMRect();
        return Math.round(y) * 10_000 + Math.round(left);
      });
    do {
      tops.push(await top());
      await page.keyboard.press('Tab');
    } while (!(await scope.evaluate(node => node === document.activeElement)));
    expect(tops).toHaveLength(4);
    expect(tops).toEqual([...tops].sort((a, b) => a - b));

    // Left from a radio button that is not chosen, the group is left all the same.
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowRight');
    await expect(control.option('Auto')).toBeFocused();
    await page.keyboard.press('Tab');
    await expect(box.getByRole('button').first()).toBeFocused();
    await page.keyboard.press('Shift+Tab');
    await expect(control.option('Default')).toBeFocused();
  });
});

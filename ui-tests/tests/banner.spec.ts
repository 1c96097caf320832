/**
 * What failed stands on top of every open page, until it is dismissed or works again.
 */
import type { Page } from '@playwright/test';
import { expect, test } from '@playwright/test';

import { JUPYTERNAUT_2, JUPYTERNAUT_3, say, send } from './chat';
import { Demo, JUPYTER_AI } from './demo';
import { openEmptyLab, openLab } from './lab';
import { banner } from './switch';

const CHAT = JUPYTER_AI === '2' ? JUPYTERNAUT_2 : JUPYTERNAUT_3;

/** Have the page note when it draws a banner; the answer is in milliseconds since the epoch. */
async function whenDrawn(page: Page): Promise<() => Promise<number>> {
  const noted = await page.evaluateHandle(() => {
    const note = { at: 0 };
    new MutationObserver(() => {
      if (!note.at && document.querySelector('.jp-AiStream-banner')) {
        note.at = Date.now();
      }
    }).observe(document.body, { childList: true, subtree: true });
    return note;
  });
  return () => noted.evaluate(({ at }) => at);
}

test.describe('the banner', () => {
  const demo = new Demo();

  test.beforeEach(async () => {
    await demo.resetSettings();
    await demo.forget();
    await demo.dismissFailures();
    await demo.setFault('unauthorized');
  });

  test.afterEach(async () => {
    await demo.setFault();
    await demo.resetSettings();
    await demo.setTheme('JupyterLab Light');
    await demo.dismissFailures();
  });

  test('is in every tab, survives a reload, and goes when the model answers', async ({
    page,
    context
  }) => {
    const other = await context.newPage();
    await openEmptyLab(other, demo, 'other');
    await openLab(page, demo.url.href);
    await expect(banner(page)).toHaveCount(0);
    const seen = await Promise.all([page, other].map(whenDrawn));
    const question = `wrong key ${Date.now()}`;
    await send(page, CHAT, question);
    for (const each of [page, other]) {
      await expect(banner(each)).toContainText('The API key is not accepted');
      await expect(banner(each)).toContainText('Error:');
      await expect(each.locator('.jp-AiStream-announcer')).toContainText(
        'The API key is not accepted'
      );
    }
    const [refused] = await demo.journal(question);
    for (const each of seen) {
      const late = (await each()) - (refused?.ended ?? 0) * 1000;
      // A figure for whoever reads the log: how fast a machine is proves nothing.
      console.log(`The banner came ${late.toFixed(0)} ms after the refusal.`);
      expect(late).toBeGreaterThan(0);
    }
    await other.reload();
    await expect(banner(other)).toContainText('The API key is not accepted');
    await demo.setFault();
    await say(page, CHAT, `right key ${Date.now()}`);
    for (const each of [page, other]) {
      await expect(banner(each)).toHaveCount(0);
    }
  });

  test('covers nothing, takes no focus, and is dismissed for all by keyboard', async ({
    page,
    context
  }) => {
    const other = await context.newPage();
    await openEmptyLab(other, demo, 'other');
    await openLab(page, demo.url.href);
    // A tab in the background has no focus to lose.
    await page.bringToFront();
    await send(page, CHAT, `wrong key ${Date.now()}`);
    await expect(banner(page)).toBeVisible();
    await expect(CHAT.input(page)).toBeFocused();
    const bottom = () =>
      banner(page).evaluate(node => node.getBoundingClientRect().bottom);
    const menu = () =>
      page
        .locator('#jp-MainMenu')
        .evaluate(node => node.getBoundingClientRect().top);
    await expect(async () => {
      expect(await menu()).toBeGreaterThanOrEqual(await bottom());
    }).toPass();
    const folded = await bottom();

    await banner(page)
      .getByRole('button', { name: 'Details', exact: true })
      .focus();
    await page.keyboard.press('Enter');
    await expect(banner(page)).toContainText('key-rejected');
    await expect(banner(page)).toContainText('401');
    expect(await bottom()).toBeGreaterThan(folded);
    await expect(async () => {
      expect(await menu()).toBeGreaterThanOrEqual(await bottom());
    }).toPass();
    await page.keyboard.press('Escape');
    await expect(banner(page)).toHaveCount(0);
    await expect(banner(other)).toHaveCount(0);
  });

  test('turns streaming off where that helps, and shows pages as text', async ({
    page
  }) => {
    const { provider, model } = (await demo.status()).target;
    await demo.setMode(provider, 'on');
    await demo.setFault('html');
    await openLab(page, demo.url.href);
    await send(page, CHAT, `a page ${Date.now()}`);
    await expect(banner(page)).toBeVisible();
    await banner(page)
      .getByRole('button', { name: 'Details', exact: true })
      .click();
    await expect(banner(page).locator('pre')).toBeVisible();
    await expect(banner(page).locator('pre *')).toHaveCount(0);

    await demo.dismissFailures();
    await demo.setFault();
    await send(page, CHAT, `a stream ${Date.now()}`);
    await expect(banner(page)).toContainText('The endpoint does not stream');
    await banner(page)
      .getByRole('button', {
        name: `Use plain requests for ${provider}:${model}`
      })
      .click();
    await expect(banner(page)).toHaveCount(0);
    const whole = `whole ${Date.now()}`;
    await say(page, CHAT, whole);
    expect(
      (await demo.journal(whole)).map(({ body }) => body.stream ?? false)
    ).toEqual([false]);
  });

  test('has help that needs no network', async ({ page }) => {
    await openLab(page, demo.url.href);
    await send(page, CHAT, `wrong key ${Date.now()}`);
    await banner(page).getByRole('button', { name: 'Help' }).click();
    await expect(
      page.locator('.jp-AiStream-help').getByRole('heading', {
        name: 'key-rejected'
      })
    ).toBeInViewport();
  });
});

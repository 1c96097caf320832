/**
 * What failed stands on top of every open page, until it is dismissed or works again.
 */
import type { Locator, Page } from '@playwright/test';

import { CHAT, openChat, say, send } from './chat';
import { expect, test } from './fixtures';
import { openEmptyLab } from './lab';
import { banner } from './switch';

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

/** Have the page count how often the focus is taken away from `field`. */
async function whetherLeft(field: Locator): Promise<() => Promise<number>> {
  const noted = await field.evaluateHandle(node => {
    const note = { times: 0 };
    node.addEventListener('blur', () => {
      note.times += 1;
    });
    return note;
  });
  return () => noted.evaluate(({ times }) => times);
}

test.describe('the banner', () => {
  test.beforeEach(({ demo }) => demo.setFault('unauthorized'));

  test('is in every tab, survives a reload, and goes when the model answers', async ({
    page,
    context,
    demo
  }) => {
    const other = await context.newPage();
    await openEmptyLab(other, demo, 'other');
    await openChat(page, demo);
    const seen = await Promise.all([page, other].map(whenDrawn));
    await demo.shutGate();
    const question = `wrong key ${Date.now()}`;
    await send(page, question);
    await expect.poll(() => demo.journal(question)).toHaveLength(1);
    for (const each of [page, other]) {
      await expect(banner(each)).toHaveCount(0);
    }
    await demo.openGate();
    for (const each of [page, other]) {
      await expect(banner(each)).toContainText('API key rejected');
      await expect(banner(each)).toContainText('Error:');
      await expect(each.locator('.jp-AiStream-announcer')).toContainText(
        'API key rejected'
      );
    }
    const [refused] = await demo.journal(question);
    for (const each of seen) {
      const late = (await each()) - (refused?.ended ?? 0) * 1000;
      // A figure for whoever reads the report: how fast a machine is proves nothing.
      test.info().annotations.push({
        type: 'milliseconds from the refusal to the banner',
        description: late.toFixed(0)
      });
    }
    await other.reload();
    await expect(banner(other)).toContainText('API key rejected');
    await demo.setFault();
    await say(page, `right key ${Date.now()}`);
    for (const each of [page, other]) {
      await expect(banner(each)).toHaveCount(0);
    }
  });

  test('covers nothing, takes no focus, and is dismissed for all by keyboard', async ({
    page,
    context,
    demo
  }) => {
    const other = await context.newPage();
    await openEmptyLab(other, demo, 'other');
    await openChat(page, demo);
    await demo.shutGate();
    const question = `wrong key ${Date.now()}`;
    await send(page, question);
    await expect.poll(() => demo.journal(question)).toHaveLength(1);
    // Whatever else wanted the focus has had it.
    const input = CHAT.input(page);
    await input.focus();
    const left = await whetherLeft(input);
    await demo.openGate();
    await expect(banner(page)).toBeVisible();
    await expect(input).toBeFocused();
    expect(await left()).toBe(0);
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
    page,
    demo
  }) => {
    const { provider, model } = (await demo.status()).target;
    await demo.setMode(provider, 'on');
    await demo.setFault('html');
    await openChat(page, demo);
    await send(page, `a page ${Date.now()}`);
    await expect(banner(page)).toBeVisible();
    await banner(page)
      .getByRole('button', { name: 'Details', exact: true })
      .click();
    await expect(banner(page).locator('pre').first()).toBeVisible();
    await expect(banner(page).locator('pre *')).toHaveCount(0);

    await demo.dismissFailures();
    await demo.setFault();
    await send(page, `a stream ${Date.now()}`);
    await expect(banner(page)).toContainText('Streaming not supported');
    await banner(page)
      .getByRole('button', {
        name: `Use plain requests for ${provider}:${model}`
      })
      .click();
    await expect(banner(page)).toHaveCount(0);
    const whole = `whole ${Date.now()}`;
    await say(page, whole);
    expect(
      (await demo.journal(whole)).map(({ body }) => body.stream ?? false)
    ).toEqual([false]);
  });

  test('has help that needs no network', async ({ page, demo }) => {
    await openChat(page, demo);
    await send(page, `wrong key ${Date.now()}`);
    await banner(page).getByRole('button', { name: 'Help' }).click();
    await expect(
      page.locator('.jp-AiStream-help').getByRole('heading', {
        name: 'API key rejected'
      })
    ).toBeInViewport();
  });
});

/**
 * What failed stands at the bottom of every open page that has no chat which says it, until it is
 * dismissed or works again.
 */
import type { Locator, Page } from '@playwright/test';

import { expectAnswer, hideChat, openChat, say, send } from './chat';
import { expect, test } from './fixtures';
import { openDialog, openEmptyLab } from './lab';
import { banner, offers } from './switch';

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

/** Where everything is, in pixels. */
const box = (locator: Locator) =>
  locator.evaluate(node => {
    const { top, bottom, height } = node.getBoundingClientRect();
    return { top, bottom, height };
  });

test.describe('the banner', () => {
  test.beforeEach(({ demo }) => demo.setFault('unauthorized'));

  test('is in every other tab, survives a reload, and goes when the model answers', async ({
    page,
    context,
    demo
  }) => {
    const other = await context.newPage();
    await openEmptyLab(other, demo, 'other');
    await openChat(page, demo);
    const seen = await whenDrawn(other);
    await demo.shutGate();
    const question = `wrong key ${Date.now()}`;
    await send(page, question);
    await expect.poll(() => demo.journal(question)).toHaveLength(1);
    for (const each of [page, other]) {
      await expect(banner(each)).toHaveCount(0);
    }
    await demo.openGate();
    await expect(banner(other)).toContainText('API key rejected');
    await expect(banner(other)).toContainText('Error:');
    for (const each of [page, other]) {
      await expect(each.locator('.jp-AiStream-announcer')).toContainText(
        'API key rejected'
      );
    }
    const [refused] = await demo.journal(question);
    // A figure for whoever reads the report: how fast a machine is proves nothing.
    test.info().annotations.push({
      type: 'milliseconds from the refusal to the banner',
      description: ((await seen()) - (refused?.ended ?? 0) * 1000).toFixed(0)
    });
    await other.reload();
    await expect(banner(other)).toContainText('API key rejected');
    await demo.setFault();
    await say(page, `right key ${Date.now()}`);
    await expect(banner(other)).toHaveCount(0);
  });

  test('leaves everything where it is, takes no focus, and is dismissed for all by keyboard', async ({
    page,
    context,
    demo
  }) => {
    const other = await context.newPage();
    await openEmptyLab(other, demo, 'other');
    await openChat(page, demo);
    const unmoved = async () => ({
      menu: await box(other.locator('#jp-MainMenu')),
      tabs: await box(other.locator('.jp-SidePanel, .lm-DockPanel').first()),
      status: await box(other.locator('#jp-main-statusbar'))
    });
    const before = await unmoved();
    await demo.shutGate();
    const question = `wrong key ${Date.now()}`;
    await send(page, question);
    await expect.poll(() => demo.journal(question)).toHaveLength(1);
    // Whatever else wanted the focus has had it.
    const launcher = other.locator('.jp-Launcher');
    await launcher.focus();
    const left = await whetherLeft(launcher);
    await demo.openGate();
    await expect(banner(other)).toBeVisible();
    await expect(launcher).toBeFocused();
    expect(await left()).toBe(0);
    for (const width of [1400, 900]) {
      await other.setViewportSize({ width, height: 800 });
      const { top, height } = await box(banner(other));
      expect(height).toBeLessThanOrEqual(40);
      const now = await unmoved();
      expect(now.menu).toEqual(before.menu);
      expect(now.tabs.top).toBe(before.tabs.top);
      expect(now.tabs.bottom).toBeLessThanOrEqual(top);
      expect(now.status.height).toBe(before.status.height);
      expect((await box(banner(other))).bottom).toBeLessThanOrEqual(
        now.status.top
      );
    }

    await banner(other).getByRole('button', { name: 'Details…' }).focus();
    await other.keyboard.press('Enter');
    const dialog = await openDialog(other, 'API key rejected');
    await expect(dialog).toContainText('key-rejected');
    await expect(dialog).toContainText('401');
    await other.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
    await banner(other).getByRole('button', { name: 'Details…' }).focus();
    await other.keyboard.press('Escape');
    await expect(banner(other)).toHaveCount(0);
    await expect(offers(page)).toHaveCount(0);
  });

  test('is not there where the chat says the same, and is once that is hidden', async ({
    page,
    demo
  }) => {
    await openChat(page, demo);
    await send(page, `wrong key ${Date.now()}`);
    await expect(
      offers(page).getByRole('button', { name: 'Open Jupyter AI Settings' })
    ).toBeVisible();
    // The banner is loaded, and has nothing to say.
    await expect(page.locator('#jp-AiStream-banner')).toHaveCount(1);
    await expect(banner(page)).toHaveCount(0);
    await hideChat(page);
    await expect(banner(page)).toContainText('API key rejected');
  });

  test('turns streaming off where that helps, and shows pages as text', async ({
    page,
    context,
    demo
  }) => {
    const { provider } = (await demo.status()).target;
    const other = await context.newPage();
    await openEmptyLab(other, demo, 'other');
    await demo.setMode(provider, 'on');
    await demo.setFault('html');
    await openChat(page, demo);
    await send(page, `a page ${Date.now()}`);
    await banner(other).getByRole('button', { name: 'Details…' }).click();
    const dialog = await openDialog(other);
    await expect(dialog.locator('pre').first()).toBeVisible();
    await expect(dialog.locator('pre *')).toHaveCount(0);
    await other.keyboard.press('Escape');

    await demo.dismissFailures();
    await demo.setFault();
    await send(page, `a stream ${Date.now()}`);
    await expect(banner(other)).toContainText('Streaming not supported');
    await banner(other)
      .getByRole('button', { name: 'Turn Off Streaming for This Model' })
      .click();
    await expect(banner(other)).toHaveCount(0);
    const whole = `whole ${Date.now()}`;
    await say(page, whole);
    expect(
      (await demo.journal(whole)).map(({ body }) => body.stream ?? false)
    ).toEqual([false]);
  });
});

test.describe('a failure in the chat', () => {
  test('is asked again when the user says so, and not before', async ({
    page,
    demo
  }) => {
    await demo.setFault('unauthorized');
    await openChat(page, demo);
    const question = `once more ${Date.now()}`;
    await send(page, question);
    const again = offers(page).getByRole('button', { name: 'Ask Again' });
    await expect(again).toBeVisible();
    await demo.setFault('ok');
    expect(await demo.journal(question)).toHaveLength(1);
    await again.click();
    await expectAnswer(page, question);
    expect((await demo.journal(question)).map(({ status }) => status)).toEqual([
      401, 200
    ]);
    await expect(offers(page)).toHaveCount(0);
  });

  test('of streaming is answered all at once by one button', async ({
    page,
    demo
  }) => {
    await demo.setMode((await demo.status()).target.provider, 'on');
    await openChat(page, demo);
    const question = `no streaming ${Date.now()}`;
    await send(page, question);
    await offers(page)
      .getByRole('button', { name: 'Turn Off Streaming and Ask Again' })
      .click();
    await expectAnswer(page, question);
    const sent = await demo.journal(question);
    expect(sent.map(({ body }) => body.stream ?? false)).toEqual([true, false]);
  });

  for (const [fault, names] of Object.entries({
    'rate-limited': ['Ask Again', 'Open Jupyter AI Settings'],
    unauthorized: ['Open Jupyter AI Settings', 'Check Connection…', 'Ask Again']
  })) {
    test(`has the buttons that help: ${fault}`, async ({ page, demo }) => {
      await demo.setFault(fault);
      await openChat(page, demo);
      await send(page, `${fault} ${Date.now()}`);
      await expect(offers(page).getByRole('button')).toHaveText([
        ...names,
        'Copy Details',
        'Help'
      ]);
    });
  }

  test('leads to the settings of Jupyter AI', async ({ page, demo }) => {
    await demo.setFault('unauthorized');
    await openChat(page, demo);
    await send(page, `wrong key ${Date.now()}`);
    await offers(page)
      .getByRole('button', { name: 'Open Jupyter AI Settings' })
      .click();
    await expect(
      page.getByRole('heading', { name: /API keys/i })
    ).toBeVisible();
  });

  test('has help that needs no network', async ({ page, demo }) => {
    await demo.setFault('unauthorized');
    await openChat(page, demo);
    await send(page, `wrong key ${Date.now()}`);
    await offers(page).getByRole('button', { name: 'Help' }).click();
    await expect(
      page.locator('.jp-AiStream-help').getByRole('heading', {
        name: 'API key rejected'
      })
    ).toBeInViewport();
  });
});

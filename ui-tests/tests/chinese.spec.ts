/**
 * Where JupyterLab speaks Chinese, so do all of our views: no English sentence is left in any of them.
 */
import { writeFileSync } from 'node:fs';

import type { Locator, Page } from '@playwright/test';

import { hideChat, openChat, send } from './chat';
import type { Demo } from './demo';
import { SETTINGS_ID } from './demo';
import { english } from './english';
import { expect, test } from './fixtures';
import { inPalette, openLab, openPalette } from './lab';
import { statusItem } from './switch';

const OURS = 'jupyterlab-ai-stream-toggle:';

/** What others said, and what stands for them in our texts. */
const QUOTED = [
  /litellm\.\w+Error.*/s,
  /Error code: \d+ - .*/s,
  /Client error '.*/s,
  /"stream": true/g,
  // JupyterLab's own name for what is in a tab.
  /^main area content$/,
  // A page of Azure's portal.
  /Keys and Endpoint/g
];

const dialog = (page: Page): Locator => page.locator('.jp-Dialog');

/** Without the bar that shows how long it stays, which is named by those who made it. */
const toast = (page: Page): Locator =>
  page.locator('.Toastify__toast .jp-toast-message, .Toastify__toast button');

/** Run one of our commands, whatever it is called. */
async function run(page: Page, command: string): Promise<void> {
  await openPalette(page);
  await inPalette(page, `${OURS}${command}`).first().click();
}

async function expectChinese(where: string, shown: Locator): Promise<void> {
  await expect(shown.first()).toContainText(/\p{Script=Han}/u);
  expect.soft(await english(shown, QUOTED), where).toEqual([]);
}

/** What is folded is said, too, once it is opened. */
async function unfold(shown: Locator): Promise<void> {
  await shown
    .locator('details')
    .evaluateAll(all => all.forEach(each => each.setAttribute('open', '')));
}

async function openEmpty(page: Page, demo: Demo): Promise<void> {
  await openLab(page, demo.emptyLab());
  await expect(page.locator('html')).toHaveAttribute('lang', /^zh/);
  await expect(page.locator('.jp-Launcher')).toBeFocused();
}

test.describe('in Chinese', () => {
  test.beforeEach(({ demo }) => demo.setLanguage('zh_CN'));
  test.afterEach(async ({ demo }) => {
    await demo.resetSettings();
    await demo.setLanguage();
  });

  test('status bar, popup, palette and menu; JupyterLab asks for no reload', async ({
    page,
    demo
  }) => {
    await openEmpty(page, demo);
    await expectChinese('status bar', page.locator('.jp-AiStream-item'));
    await openPalette(page);
    await expectChinese('palette', inPalette(page, OURS));
    // JupyterLab has two palettes, and hides one of them.
    await expectChinese(
      'category',
      page.locator('.lm-CommandPalette-header', { hasText: 'AI 流式' })
    );
    await page.keyboard.press('Escape');

    await statusItem(page).click();
    const popup = page.locator('.jp-AiStream-popover');
    await expectChinese('popup', popup);
    await popup.locator('[value=off]').check();
    await expect(statusItem(page)).toContainText('关闭');
    await expectChinese('popup, off', popup);
    await page.keyboard.press('Escape');

    await page.locator('.lm-MenuBar-item', { hasText: '设置' }).click();
    await page.locator('.lm-Menu-item', { hasText: '流式输出' }).click();
    await expect(page.locator('.lm-Menu')).toHaveCount(2);
    await expectChinese('menu', page.locator('.lm-Menu').last());
    await expect(dialog(page)).toHaveCount(0);
  });

  test('the panel in the Settings Editor, and the form around it', async ({
    page,
    demo
  }) => {
    const { provider, model } = (await demo.status()).target;
    await demo.setMode(provider, 'off', model);
    await openEmpty(page, demo);
    await run(page, 'open-panel');
    const panel = page.locator('.jp-AiStream-panel');
    await panel.locator('.jp-AiStream-opener').first().click();
    await expect(panel.getByRole('combobox').first()).toBeVisible();
    await expectChinese('panel', panel);
    await expectChinese(
      'fields',
      page.locator(`[id^="jp-SettingsEditor-${SETTINGS_ID}"]`)
    );
    await expectChinese(
      'form',
      page.locator('.jp-SettingsForm', { has: panel })
    );
    await expectChinese(
      'list of settings',
      page.locator('.jp-PluginList-entry', { hasText: '流式输出' })
    );
  });

  test('a failure: banner, chat, and the help page at its section', async ({
    page,
    demo
  }) => {
    await demo.setFault('unauthorized');
    await openChat(page, demo);
    await send(page, `wrong key ${Date.now()}`);
    await expectChinese(
      'offers',
      page.locator('.jp-AiStream-offers').locator('button')
    );
    await expectChinese(
      'chat',
      page
        .locator('.jp-chat-rendered-message, .jp-ai-rendermime-markdown')
        .last()
        .locator('p, li, summary, td')
    );
    await hideChat(page);
    const banner = page.locator('.jp-AiStream-banner');
    await expectChinese('banner', banner);
    await expectChinese('spoken', page.locator('.jp-AiStream-announcer'));
    await banner.getByRole('button', { name: '…' }).last().click();
    await expectChinese('details', dialog(page));
    await dialog(page).getByRole('button', { name: '帮助' }).click();
    await expect(
      page.locator('.jp-AiStream-help').getByRole('heading', {
        name: 'API 密钥被拒绝'
      })
    ).toBeInViewport();
  });

  test('a fallback is told of', async ({ page, demo }) => {
    await openChat(page, demo);
    await send(page, `first ${Date.now()}`);
    await expectChinese('notification', toast(page));
    await statusItem(page).click();
    await expectChinese('popup', page.locator('.jp-AiStream-popover'));
    await page.keyboard.press('Escape');
    await run(page, 'show-status');
    await expectChinese('status', dialog(page));
  });

  test('the connection check', async ({ page, demo }) => {
    await openEmpty(page, demo);
    await run(page, 'check-connection');
    const check = dialog(page).locator('.jp-AiStream-check');
    await expect(check.locator('.jp-AiStream-checkVerdict')).toBeVisible();
    await unfold(check);
    await expectChinese('settings', dialog(page));
    await check.getByRole('button', { name: /4 / }).click();
    await expect(check.getByRole('row')).toHaveCount(5);
    await unfold(check);
    await expectChinese('endpoint', dialog(page));
  });

  test('damaged settings, and the way back', async ({ page, demo }) => {
    await demo.setMode(null, 'off');
    await openEmpty(page, demo);
    writeFileSync((await demo.recovery()).path, '{"defaultMode": "of');
    await expectChinese('notification', toast(page));
    await statusItem(page).click();
    await expectChinese('popup', page.locator('.jp-AiStream-popover'));
    await page.keyboard.press('Escape');
    await run(page, 'restore-settings');
    await expectChinese('before', dialog(page));
    await dialog(page).locator('.jp-AiStream-recovery button').first().click();
    await expect(dialog(page).locator('.jp-AiStream-restored')).toBeVisible();
    await expectChinese('after', dialog(page));
  });

  test('the help page', async ({ page, demo }) => {
    await openEmpty(page, demo);
    await run(page, 'help');
    const help = page.locator('.jp-AiStream-help');
    await expectChinese('help', help);
    // Its list of contents leads to its sections.
    const section = help.getByRole('heading', { name: '被代理拦截' });
    await expect(section).not.toBeInViewport();
    await help.getByRole('link', { name: '被代理拦截', exact: true }).click();
    await expect(section).toBeInViewport();
    await expect(section).toBeFocused();
  });
});

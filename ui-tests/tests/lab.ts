/**
 * What a user does in JupyterLab, by keyboard where that is possible.
 */
import type { Locator, Page } from '@playwright/test';
import { expect } from '@playwright/test';

import type { Demo } from './demo';
import { SETTINGS_ID } from './demo';

/** Open a page of JupyterLab and wait until it is drawn. */
export async function openLab(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await expect(page.locator('#jupyterlab-splash')).toHaveCount(0);
}

/** Open JupyterLab on nothing, and wait until the launcher has taken the focus. */
export async function openEmptyLab(page: Page, demo: Demo): Promise<void> {
  await openLab(page, demo.emptyLab);
  await expect(page.locator('.jp-LauncherCard').first()).toBeVisible();
}

/** Run a command by what it is called in the palette. */
export async function runFromPalette(page: Page, label: string): Promise<void> {
  await page.keyboard.press('Control+Shift+C');
  const palette = page.getByPlaceholder('SEARCH', { exact: true });
  await expect(palette).toBeFocused();
  await page.keyboard.type(label);
  await expect(
    page.locator('.lm-CommandPalette-item.lm-mod-active')
  ).toContainText(label);
  await page.keyboard.press('Enter');
}

/** The form of our settings in the Settings Editor. */
export class SettingsForm {
  static async open(page: Page): Promise<SettingsForm> {
    await page.keyboard.press('Control+,');
    await page
      .locator('.jp-PluginList-entry', { hasText: 'AI Streaming' })
      .click();
    const form = new SettingsForm(page);
    await expect(form.defaultMode).toBeVisible();
    return form;
  }

  private constructor(private readonly _page: Page) {}

  get defaultMode(): Locator {
    return this._field('defaultMode');
  }

  /** The names of the providers that have a mode. */
  get providerNames(): Locator {
    return this._field('providers').locator('input[type=text]');
  }

  /** The modes of the providers that have one. */
  get providerModes(): Locator {
    return this._field('providers').locator('select');
  }

  private _field(name: string): Locator {
    return this._page.locator(
      `[id="jp-SettingsEditor-${SETTINGS_ID}_${name}"]`
    );
  }
}

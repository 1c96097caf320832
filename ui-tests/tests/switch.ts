/**
 * The views of the switch, as a user finds them.
 */
import type { Locator, Page } from '@playwright/test';
import { expect } from '@playwright/test';

import { SETTINGS_ID } from './demo';

/** As it is written there; what the default comes to stands behind it. */
export type Choice = 'Default' | 'Auto' | 'On' | 'Off';

/** The switch in the status bar. */
export const statusItem = (page: Page): Locator =>
  page.locator('.jp-AiStream-item').getByRole('button');

/** A group of radio buttons that sets a mode. */
export class Control {
  constructor(private readonly _group: Locator) {}

  get group(): Locator {
    return this._group;
  }

  /** Click on it, as a mouse does. */
  choose(choice: Choice): Promise<void> {
    return this.option(choice).click();
  }

  option(choice: Choice): Locator {
    return this._group.getByRole('radio', {
      name: choice === 'Default' ? /^Default \(.+\)$/ : choice,
      exact: true
    });
  }

  async expect(choice: Choice): Promise<void> {
    await expect(this.option(choice)).toBeChecked();
    // Not only wished for: the server has said so.
    await expect(this._group).toHaveAttribute('aria-busy', 'false');
  }
}

/** What opens at the status bar, or in a chat. */
export class Popup {
  constructor(private readonly _page: Page) {}

  get box(): Locator {
    return this._page.getByRole('dialog', { name: 'Streaming', exact: true });
  }

  get control(): Control {
    return new Control(this.box.getByRole('radiogroup'));
  }

  async open(): Promise<this> {
    await statusItem(this._page).click();
    await expect(this.box).toBeVisible();
    return this;
  }

  /** Once it is there, the keys are for what is in it. */
  async openByKeyboard(): Promise<this> {
    await statusItem(this._page).focus();
    await this._page.keyboard.press('Enter');
    await expect(this.scope).toBeFocused();
    return this;
  }

  get scope(): Locator {
    return this.box.getByRole('combobox', { name: 'Applies to' });
  }

  async close(): Promise<void> {
    await this._page.keyboard.press('Escape');
    await expect(this.box).toBeHidden();
  }
}

/** The modes of all providers, in the Settings Editor. */
export class Panel {
  /** From the status bar: what is not asked for is not drawn, and that is most of the editor. */
  static async open(page: Page): Promise<Panel> {
    const popup = await new Popup(page).open();
    await popup.box.getByRole('button', { name: 'All Providers…' }).click();
    return Panel.shown(page);
  }

  /** Among the settings of everything else, as who looks for it finds it. */
  static async openInEditor(page: Page): Promise<Panel> {
    await page.keyboard.press('Control+,');
    await page
      .locator('.jp-PluginList-entry', { hasText: 'AI Streaming' })
      .click();
    return Panel.shown(page);
  }

  private static async shown(page: Page): Promise<Panel> {
    const panel = new Panel(page);
    await expect(panel.root).toBeVisible();
    return panel;
  }

  private constructor(private readonly _page: Page) {}

  get root(): Locator {
    return this._page.locator('.jp-AiStream-panel');
  }

  get search(): Locator {
    return this.root.getByRole('searchbox');
  }

  get defaults(): Control {
    return this._control('Streaming of all providers');
  }

  row(provider: string): Locator {
    return this.root.locator('.jp-AiStream-rows > li', {
      has: this._page.locator('.jp-AiStream-opener', { hasText: provider })
    });
  }

  control(provider: string): Control {
    return new Control(
      this.row(provider)
        .locator('.jp-AiStream-head')
        .first()
        .getByRole('radiogroup')
    );
  }

  model(name: string): Control {
    return this._control(`Streaming of ${name}`);
  }

  /** A field of JupyterLab's own form, below the panel. */
  field(name: string): Locator {
    return this._page.locator(
      `[id="jp-SettingsEditor-${SETTINGS_ID}_${name}"]`
    );
  }

  private _control(name: string): Control {
    return new Control(
      this.root.getByRole('radiogroup', { name, exact: true })
    );
  }
}

/** What failed, at the bottom of the page. */
export const banner = (page: Page): Locator =>
  page.getByRole('region', { name: 'AI request errors' });

/** What can be done about a failure, in the chat that tells of it. */
export const offers = (page: Page): Locator =>
  page.getByRole('group', { name: /^Actions for / });

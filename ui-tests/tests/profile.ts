/**
 * One browser for all tests of a worker, so that JupyterLab's scripts are fetched and compiled once.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';

import type { BrowserContext, BrowserType, Page } from '@playwright/test';

type Options = Parameters<BrowserType['launchPersistentContext']>[1];

/**
 * All pages of a site share a process, which has the scripts compiled; a page
 * of this one stays open for it.
 */
const SITE = 'http://127.0.0.1/';

export class Profile {
  /** A browser with a profile on disk: only such a one keeps compiled scripts. */
  static async launch(
    browser: BrowserType,
    options: Options
  ): Promise<Profile> {
    const folder = mkdtempSync(path.join(tmpdir(), 'ai-stream-profile-'));
    const context = await browser.launchPersistentContext(folder, {
      ...options,
      args: [...(options?.args ?? []), '--process-per-site']
    });
    const keeper = context.pages()[0] ?? (await context.newPage());
    // No server is there to ask.
    await keeper.route(SITE, route => route.fulfill({ body: '' }));
    await keeper.goto(SITE);
    return new Profile(context, keeper, folder);
  }

  private constructor(
    readonly context: BrowserContext,
    private readonly _keeper: Page,
    private readonly _folder: string
  ) {}

  /** What tests opened. */
  get pages(): Page[] {
    return this.context.pages().filter(page => page !== this._keeper);
  }

  /** Forget all that a test left, but not the scripts. */
  async tidy(): Promise<void> {
    const origins = new Set<string>();
    for (const page of this.pages) {
      const { origin, protocol } = new URL(page.url());
      if (protocol === 'http:') {
        origins.add(origin);
      }
      await page.close();
    }
    const session = await this.context.newCDPSession(this._keeper);
    for (const origin of origins) {
      await session.send('Storage.clearDataForOrigin', {
        origin,
        storageTypes: 'cookies,local_storage,indexeddb,service_workers'
      });
    }
    await session.detach();
    await this.context.clearCookies();
  }

  async close(): Promise<void> {
    await this.context.close();
    rmSync(this._folder, { recursive: true, force: true });
  }
}

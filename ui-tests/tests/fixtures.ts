/**
 * What tests are given: a new page in a browser that knows JupyterLab's scripts, a demo as it was when
 * it started, and evidence of what happened if they fail.
 */
import { expect, test as base } from '@playwright/test';

import { Demo } from './demo';
import { Evidence } from './evidence';
import { Outside } from './outside';
import { Profile } from './profile';

export { expect };

interface ITestFixtures {
  /** The demo, without anything that an earlier test did to it. */
  demo: Demo;
  /** Collected for every test; nobody has to ask for it. */
  evidence: Evidence;
}

interface IWorkerFixtures {
  profile: Profile;
}

export const test = base.extend<ITestFixtures, IWorkerFixtures>({
  profile: [
    async ({ playwright, launchOptions }, use) => {
      const profile = await Profile.launch(playwright.chromium, launchOptions);
      await use(profile);
      await profile.close();
    },
    { scope: 'worker', timeout: 120_000 }
  ],

  context: async ({ profile }, use) => {
    await use(profile.context);
    await profile.tidy();
  },

  page: async ({ context, viewport }, use) => {
    const page = await context.newPage();
    if (viewport) {
      await page.setViewportSize(viewport);
    }
    await use(page);
  },

  // eslint-disable-next-line no-empty-pattern -- Playwright reads from it what is wanted.
  demo: async ({}, use) => {
    const demo = new Demo();
    await demo.reset();
    await use(demo);
  },

  evidence: [
    async ({ page, profile }, use, info) => {
      const context = page.context();
      const evidence = new Evidence(context);
      const outside = new Outside(context);
      await use(evidence);
      outside.dispose();
      if (info.status !== info.expectedStatus) {
        const shared = context === profile.context;
        await evidence.keep(shared ? profile.pages : context.pages(), info);
      }
      evidence.dispose();
      expect(outside.asked, 'asked for beyond this machine').toEqual([]);
    },
    { auto: true }
  ]
});

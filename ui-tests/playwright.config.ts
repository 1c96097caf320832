/**
 * A browser on a JupyterLab that `jupyter ai-stream demo` started: see README.md.
 */
import { defineConfig } from '@playwright/test';

import { OTHERS } from './generation';
import { HERE_ONLY } from './tests/outside';

const { CHROMIUM, JUPYTER_AI = '3' } = process.env;

/** Those that start a server themselves, and do not touch the demo. */
const OWN_SERVER = 'own-server*.spec.ts';

export default defineConfig({
  testDir: 'tests',
  workers: 2,
  projects: [
    // All of these share one server, and one user's settings.
    { name: 'demo', testIgnore: [OWN_SERVER, ...OTHERS], workers: 1 },
    {
      name: 'own-server',
      testMatch: OWN_SERVER,
      testIgnore: OTHERS,
      workers: 1
    }
  ],
  // Nothing is judged by the clock of a shared machine: these end what hangs.
  timeout: 240_000,
  expect: { timeout: 60_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: [
    ['dot'],
    // For the summary of all suites: what failed, and why.
    ['junit', { outputFile: `../.cache/reports/browser-v${JUPYTER_AI}.xml` }]
  ],
  reportSlowTests: null,
  // What tests/evidence.ts writes.
  preserveOutput: 'failures-only',
  use: {
    viewport: { width: 1280, height: 800 },
    // Playwright's own recorder and browsers are not needed: the system's will do.
    video: 'off',
    launchOptions: {
      executablePath: CHROMIUM ?? '/usr/bin/chromium',
      // No sandbox: tests may run as root, in a container.
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        HERE_ONLY
      ]
    }
  }
});

/**
 * A browser on a JupyterLab that `jupyter ai-stream demo` started: see README.md.
 */
import { defineConfig } from '@playwright/test';

const { CHROMIUM, JUPYTER_AI = '3' } = process.env;

export default defineConfig({
  testDir: 'tests',
  // How the views look, and what they cost, is the same for both generations.
  testIgnore:
    JUPYTER_AI === '2'
      ? ['*-v3.spec.ts', 'looks*.spec.ts', 'start.spec.ts']
      : '*-v2.spec.ts',
  // All tests share one server, and one user's settings.
  workers: 1,
  timeout: 60_000,
  // The first answer of Jupyter AI 3 waits for imports that take seconds.
  expect: { timeout: 30_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: 'list',
  use: {
    viewport: { width: 1280, height: 800 },
    screenshot: 'only-on-failure',
    // Playwright's own recorder and browsers are not needed: the system's will do.
    video: 'off',
    launchOptions: {
      executablePath: CHROMIUM ?? '/usr/bin/chromium',
      // No sandbox: tests may run as root, in a container.
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking']
    }
  }
});

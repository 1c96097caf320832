/**
 * Pages of a real JupyterHub, which `make test-hub` runs, and which it has these look at.
 */
import { defineConfig } from '@playwright/test';

import config from './playwright.config';

export default defineConfig({
  ...config,
  projects: [{ name: 'hub', testDir: 'hub', workers: 1 }],
  // The suite that runs these reports them.
  reporter: 'line',
  outputDir: 'test-results/hub'
});

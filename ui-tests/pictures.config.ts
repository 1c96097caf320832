/**
 * Not tests: draws the pictures of docs/images anew.
 */
import { defineConfig } from '@playwright/test';

import config from './playwright.config';

export default defineConfig({
  ...config,
  projects: [{ name: 'pictures', testDir: 'pictures', workers: 1 }]
});

/**
 * What axe-core says about our views.
 */
import { readFileSync } from 'node:fs';

import type { Page } from '@playwright/test';

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

interface IAxe {
  run: (
    within: object,
    options: object
  ) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
}

/** What axe finds in our views, and in nobody else's. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: IAxe };
    const found = await axe.run(
      {
        include: [
          '.jp-AiStream-item',
          '.jp-AiStream-button',
          '.jp-AiStream-banner',
          '.jp-AiStream-popover',
          '.jp-AiStream-panel',
          // The fields of JupyterLab's form below the panel.
          '[id^="jp-SettingsEditor-jupyterlab-ai-stream-toggle"] input',
          '.jp-AiStream-status',
          '.jp-AiStream-check',
          '.jp-AiStream-failure',
          '.jp-AiStream-offers',
          '.jp-AiStream-chatBar',
          '.jp-AiStream-recovery'
        ].filter(selector => document.querySelector(selector))
      },
      // Off by default, for axe calls it an experiment: names contain the words one sees.
      { rules: { 'label-content-name-mismatch': { enabled: true } } }
    );
    return found.violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`)
    );
  });
}

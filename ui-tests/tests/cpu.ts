/**
 * What a page's main thread does on behalf of some scripts.
 */
import type { Page } from '@playwright/test';

interface IProfileNode {
  id: number;
  callFrame: { url: string };
  children?: number[];
}

interface IProfile {
  nodes: IProfileNode[];
  samples: number[];
  timeDeltas: number[];
}

/** Milliseconds in scripts of `url`, and in whatever they call, while `work` is done. */
export async function mainThreadTime(
  page: Page,
  url: string,
  work: () => Promise<void>
): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('Profiler.enable');
  await session.send('Profiler.setSamplingInterval', { interval: 100 });
  await session.send('Profiler.start');
  await work();
  const { profile } = await session.send('Profiler.stop');
  await session.detach();
  return spent(profile as IProfile, url);
}

function spent({ nodes, samples, timeDeltas }: IProfile, url: string): number {
  const byId = new Map(nodes.map(node => [node.id, node]));
  const ours = new Set<number>();
  const mark = (node: IProfileNode, within: boolean): void => {
    const inside = within || node.callFrame.url.includes(url);
    if (inside) {
      ours.add(node.id);
    }
    for (const child of node.children ?? []) {
      const called = byId.get(child);
      if (called) {
        mark(called, inside);
      }
    }
  };
  const [root] = nodes;
  if (root) {
    mark(root, false);
  }
  const microseconds = samples.reduce(
    (sum, id, index) => sum + (ours.has(id) ? (timeDeltas[index] ?? 0) : 0),
    0
  );
  return microseconds / 1000;
}

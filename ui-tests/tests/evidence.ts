/**
 * What a failure leaves in test-results: how the pages looked and what they said, what the servers
 * logged, and which requests the practice endpoint saw.
 */
import {
  closeSync,
  existsSync,
  openSync,
  readdirSync,
  readSync,
  statSync,
  writeFileSync
} from 'node:fs';

import type {
  BrowserContext,
  ConsoleMessage,
  Page,
  TestInfo,
  WebError
} from '@playwright/test';

import { Demo } from './demo';

const { DEMO_LOG } = process.env;

/** Of the demo's log, in bytes: its end tells most. */
const MOST = 256 * 1024;

const TYPES: Record<string, string> = {
  json: 'application/json',
  png: 'image/png'
};

export class Evidence {
  constructor(private readonly _context: BrowserContext) {
    this._context.on('console', this._onConsole);
    this._context.on('weberror', this._onError);
  }

  /** Write it all down, whatever part of it fails. */
  async keep(pages: Page[], info: TestInfo): Promise<void> {
    const save = (name: string, data: string | Buffer) =>
      writeFileSync(info.outputPath(name), data);
    const parts: [name: string, get: () => Promise<string | Buffer>][] = [
      ['console.log', () => Promise.resolve(this._said.join('\n'))],
      ['demo.log', () => Promise.resolve(readFrom(DEMO_LOG, this._logged))],
      ['journal.json', journal],
      ...pages.map((page, index): (typeof parts)[number] => [
        `page-${index + 1}.png`,
        () => page.screenshot({ timeout: 10_000 })
      ])
    ];
    for (const [name, get] of parts) {
      try {
        save(name, await get());
      } catch (error) {
        save(`${name}.missing.txt`, String(error));
      }
    }
    // What a test wrote there itself is evidence too.
    for (const name of readdirSync(info.outputDir)) {
      const contentType = TYPES[name.split('.').at(-1) ?? ''] ?? 'text/plain';
      info.attachments.push({
        name,
        path: info.outputPath(name),
        contentType
      });
    }
  }

  dispose(): void {
    this._context.off('console', this._onConsole);
    this._context.off('weberror', this._onError);
  }

  private readonly _onConsole = (message: ConsoleMessage): void => {
    const { url, lineNumber } = message.location();
    this._said.push(
      `${message.type()}: ${message.text()} (${url}:${lineNumber})`
    );
  };

  private readonly _onError = (error: WebError): void => {
    const { stack, message } = error.error();
    this._said.push(`uncaught: ${stack ?? message}`);
  };

  private readonly _said: string[] = [];
  private readonly _logged = sizeOf(DEMO_LOG);
}

async function journal(): Promise<string> {
  return JSON.stringify(await new Demo().requests(), null, 1);
}

function sizeOf(file: string | undefined): number {
  return file && existsSync(file) ? statSync(file).size : 0;
}

/** What was appended to the file since it was `start` bytes long. */
function readFrom(file: string | undefined, start: number): Buffer {
  const end = sizeOf(file);
  const first = Math.max(start, end - MOST);
  const buffer = Buffer.alloc(end - first);
  if (file && buffer.length) {
    const handle = openSync(file, 'r');
    try {
      readSync(handle, buffer, 0, buffer.length, first);
    } finally {
      closeSync(handle);
    }
  }
  return buffer;
}

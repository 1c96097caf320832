/**
 * What pages ask for beyond this machine: nothing, neither in tests nor in a demo without a network.
 */
import type { BrowserContext, Request } from '@playwright/test';

const HERE = ['127.0.0.1', 'localhost'];

/** Chromium itself finds no other host either. */
export const HERE_ONLY = `--host-resolver-rules=MAP * ~NOTFOUND, ${HERE.map(
  host => `EXCLUDE ${host}`
).join(', ')}`;

export class Outside {
  constructor(private readonly _context: BrowserContext) {
    this._context.on('request', this._onRequest);
  }

  /** The addresses. */
  readonly asked: string[] = [];

  dispose(): void {
    this._context.off('request', this._onRequest);
  }

  private readonly _onRequest = (request: Request): void => {
    const { protocol, hostname } = new URL(request.url());
    if (/^(http|ws)s?:$/.test(protocol) && !HERE.includes(hostname)) {
      this.asked.push(request.url());
    }
  };
}

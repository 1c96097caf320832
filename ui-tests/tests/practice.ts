/**
 * A practice endpoint of a test's own, which answers web pages or does not.
 */
import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';

import type { IJournalEntry } from './demo';

interface IOptions {
  /** The interpreter of an environment with the extension. */
  python: string;
  /** Whether it answers web pages (CORS). */
  pages: boolean;
}

export class Practice {
  static async start({ python, pages }: IOptions): Promise<Practice> {
    const process = spawn(
      python,
      [
        '-m',
        'jupyterlab_ai_stream_toggle.cli',
        'practice',
        '--json',
        ...(pages ? ['--cors'] : [])
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] }
    );
    return new Practice(process, await announced(process));
  }

  private constructor(
    private readonly _process: ChildProcess,
    private readonly _url: string
  ) {}

  /** The base URL for OpenAI clients. */
  get url(): string {
    return `${this._url}/v1`;
  }

  /** Begin anew with a fault, and an empty journal. */
  async setFault(fault: string): Promise<void> {
    await this._ask('fault', 'PUT', { fault });
    await this._ask('journal', 'DELETE');
  }

  /** Who asks is kept waiting, or is answered again. */
  async setGate(open: boolean): Promise<void> {
    await this._ask('gate', 'PUT', { open });
  }

  /** Every request since the last fault was set, in order. */
  async requests(): Promise<IJournalEntry[]> {
    const answer = await this._ask('journal', 'GET');
    return (await answer.json()) as IJournalEntry[];
  }

  stop(): void {
    this._process.kill('SIGKILL');
  }

  private async _ask(
    name: string,
    method: string,
    body?: object
  ): Promise<Response> {
    const answer = await fetch(`${this._url}/practice/${name}`, {
      method,
      body: body && JSON.stringify(body)
    });
    if (!answer.ok) {
      throw new Error(`${answer.status}: ${await answer.text()}`);
    }
    return answer;
  }
}

/** Where it says that it listens. */
async function announced({ stdout }: ChildProcess): Promise<string> {
  let said = '';
  for await (const piece of stdout ?? []) {
    said += String(piece);
    const found = /http:\/\/127\.0\.0\.1:\d+/.exec(said);
    if (found) {
      return found[0];
    }
  }
  throw new Error(`The practice endpoint did not start: ${said}`);
}

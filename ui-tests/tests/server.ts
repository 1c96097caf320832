/**
 * A Jupyter server of a test's own, with directories of its own: to be configured, stopped and
 * started again.
 */
import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  rmSync,
  writeFileSync
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import * as path from 'node:path';

import { expect } from '@playwright/test';

import { SETTINGS_ID } from './demo';

const TOKEN = 'tests';

/** What starting takes at most, in milliseconds: Jupyter AI 3 alone takes ten seconds to import. */
const PATIENCE = 180_000;

interface IOptions {
  /** The interpreter of the environment to run in. */
  python: string;
  /** The module that is the application. */
  application: 'jupyterlab' | 'notebook';
  /** Configuration of the streaming switch. */
  config?: object;
  /** Jupyter AI's own configuration file. */
  jupyterAi?: object;
  /** Settings of other extensions, by the ids of their plugins. */
  settings?: Record<string, object>;
  /** The persona that answers in a new chat. */
  persona?: string;
  /** Texts of files in the folder that it serves. */
  files?: Record<string, string>;
  /** The file for what it logs. */
  log: string;
}

export class Server {
  static async start(options: IOptions): Promise<Server> {
    const server = new Server(options, await freePort());
    server.configure(options.config ?? {});
    server._write('config/labconfig/page_config.json', {
      disabledExtensions: {
        '@jupyterlab/apputils-extension:announcements': true
      }
    });
    server._write('data/jupyter_ai/config.json', options.jupyterAi ?? {});
    for (const [id, settings] of Object.entries(options.settings ?? {})) {
      server.saveSettings(id, settings);
    }
    for (const [name, text] of Object.entries(options.files ?? {})) {
      server._write(name, text);
    }
    await server.start();
    return server;
  }

  private constructor(
    private readonly _options: IOptions,
    readonly port: number
  ) {}

  /** The address of a page, with the token. */
  url(page: string): string {
    return `http://127.0.0.1:${this.port}/${page}?token=${TOKEN}`;
  }

  /** What the next start of the server finds configured for the streaming switch. */
  configure(config: object): void {
    this._write('config/jupyter_server_config.json', {
      ServerApp: { allow_root: true, root_dir: this._home },
      IdentityProvider: { token: TOKEN },
      MCPExtensionApp: { mcp_port: 0 },
      PersonaManager: { default_persona_id: this._options.persona },
      StreamToggle: config
    });
  }

  async start(): Promise<void> {
    const log = openSync(this._options.log, 'a');
    this._process = spawn(
      this._options.python,
      [
        '-m',
        this._options.application,
        '--no-browser',
        `--port=${this.port}`,
        '--ServerApp.port_retries=0',
        `--ServerApp.root_dir=${this._home}`
      ],
      {
        env: {
          ...process.env,
          HOME: this._home,
          JUPYTER_CONFIG_DIR: path.join(this._home, 'config'),
          JUPYTER_DATA_DIR: path.join(this._home, 'data'),
          JUPYTER_RUNTIME_DIR: path.join(this._home, 'runtime'),
          JUPYTERLAB_SETTINGS_DIR: path.join(this._home, 'settings'),
          JUPYTERLAB_WORKSPACES_DIR: path.join(this._home, 'workspaces'),
          LITELLM_LOCAL_MODEL_COST_MAP: 'True',
          FASTMCP_CHECK_FOR_UPDATES: 'off'
        },
        stdio: ['ignore', log, log],
        // A group of its own, to be ended with all that it started.
        detached: true
      }
    );
    closeSync(log);
    // No Ctrl-C of the terminal reaches it.
    process.on('exit', this._kill);
    await expect(async () => {
      const answer = await fetch(
        this.url('jupyterlab-ai-stream-toggle/status')
      );
      expect(answer.status).toBe(200);
    }).toPass({ timeout: PATIENCE });
  }

  /** End it at once. Asked politely, it waits for tasks of Jupyter AI that never end. */
  async stop(): Promise<void> {
    const server = this._process;
    if (server && this._kill()) {
      await new Promise(resolve => server.once('exit', resolve));
    }
    process.off('exit', this._kill);
  }

  async dispose(): Promise<void> {
    await this.stop();
    rmSync(this._home, { recursive: true, force: true, maxRetries: 3 });
  }

  /** Edit the settings of the switch as a person does who opens the file. */
  editSettings(settings: object): void {
    this.saveSettings(SETTINGS_ID, settings);
  }

  saveSettings(id: string, settings: object): void {
    const [folder = '', name = ''] = id.split(':');
    this._write(
      path.join('settings', folder, `${name}.jupyterlab-settings`),
      settings
    );
  }

  /** A notebook without cells, to be opened; nobody is asked for its kernel. */
  addNotebook(name: string): void {
    this._write(name, {
      cells: [],
      metadata: {
        kernelspec: {
          name: 'python3',
          display_name: 'Python 3',
          language: 'python'
        }
      },
      nbformat: 4,
      nbformat_minor: 5
    });
  }

  private _write(name: string, data: object | string): void {
    const file = path.join(this._home, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, typeof data === 'string' ? data : JSON.stringify(data));
  }

  /** End it and all that it started; whether it was still there. */
  private readonly _kill = (): boolean => {
    const server = this._process;
    if (
      !server?.pid ||
      server.exitCode !== null ||
      server.signalCode !== null
    ) {
      return false;
    }
    return process.kill(-server.pid, 'SIGKILL');
  };

  private readonly _home = mkdtempSync(path.join(tmpdir(), 'ai-stream-tests-'));
  private _process: ChildProcess | null = null;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        address && typeof address === 'object'
          ? resolve(address.port)
          : reject(new Error('no port'))
      );
    });
  });
}

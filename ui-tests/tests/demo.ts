/**
 * The demo under test: where it is, and what can be asked and changed from outside the browser.
 */
import type { APIRequestContext, APIResponse } from '@playwright/test';
import { request } from '@playwright/test';

export const SETTINGS_ID = 'jupyterlab-ai-stream-toggle:plugin';

const THEMES_ID = '@jupyterlab/apputils-extension:themes';

export const { JUPYTER_AI = '3' } = process.env;

export type Mode = 'auto' | 'on' | 'off';

/** One request that reached the practice endpoint, as far as the tests look at it. */
export interface IJournalEntry {
  body: {
    messages: { role: string; content: unknown }[];
    stream?: boolean;
    stream_options?: object | null;
  };
  status: number;
  /** When the answer was sent, in seconds since the epoch. */
  ended: number | null;
  /** Whether the client left before the end. */
  client_gone: boolean;
}

export class Demo {
  /** The page it announced, token and all. */
  readonly url = new URL(variable('DEMO_URL'));

  /** A workspace of the tests' own, without what earlier tests left open. */
  emptyLab(workspace = 'tests'): string {
    const url = new URL(`/lab/workspaces/${workspace}`, this.url);
    url.search = `?reset&token=${this._token}`;
    return url.href;
  }

  /** The requests whose last message holds `text`, in order. */
  async journal(text: string): Promise<IJournalEntry[]> {
    const entries = await this._call<IJournalEntry[]>(api =>
      api.get(variable('DEMO_JOURNAL'))
    );
    return entries.filter(({ body }) =>
      JSON.stringify(body.messages.at(-1)).includes(text)
    );
  }

  /** What the server says about the chosen chat model. */
  status(): Promise<{
    target: { provider: string; model: string };
    decision: { mode: Mode; source: string };
  }> {
    return this._call(api => api.get('/jupyterlab-ai-stream-toggle/status'));
  }

  async setMode(
    provider: string | null,
    mode: Mode | null,
    model: string | null = null
  ): Promise<void> {
    await this._call(api =>
      api.put('/jupyterlab-ai-stream-toggle/modes', {
        data: { provider, model, mode }
      })
    );
  }

  /** As before the first message: nothing is known about any endpoint. */
  async forget(): Promise<void> {
    await this._call(api =>
      api.delete('/jupyterlab-ai-stream-toggle/capabilities')
    );
  }

  /** What the practice endpoint does from now on; refusing streams is where the demo begins. */
  async setFault(fault = 'refuse-400'): Promise<void> {
    const api = await request.newContext();
    try {
      const answer = await api.put(
        new URL('fault', variable('DEMO_JOURNAL')).href,
        { data: { fault } }
      );
      if (!answer.ok()) {
        throw new Error(`${answer.status()}: ${await answer.text()}`);
      }
    } finally {
      await api.dispose();
    }
  }

  /** Nothing has failed. */
  async dismissFailures(): Promise<void> {
    await this._call(api =>
      api.delete('/jupyterlab-ai-stream-toggle/failures')
    );
  }

  /** Choose another chat model, as Jupyter AI's own settings do. */
  async chooseModel(id: string): Promise<void> {
    const api =
      JUPYTER_AI === '2' ? '/api/ai/config' : '/api/jupyternaut/config';
    await this._call(request =>
      request.post(api, { data: { model_provider_id: id } })
    );
  }

  /** What stands in the settings file of the streaming switch. */
  async settings(): Promise<string> {
    const { raw } = await this._call<{ raw: string }>(api =>
      api.get(`/lab/api/settings/${SETTINGS_ID}`)
    );
    return raw;
  }

  saveSettings(settings: object): Promise<void> {
    return this._save(SETTINGS_ID, settings);
  }

  /** The streaming settings of a user who never touched them. */
  resetSettings(): Promise<void> {
    return this._save(SETTINGS_ID, {});
  }

  setTheme(theme: string): Promise<void> {
    return this._save(THEMES_ID, { theme });
  }

  private async _save(id: string, settings: object): Promise<void> {
    await this._call(api =>
      api.put(`/lab/api/settings/${id}`, {
        data: { raw: JSON.stringify(settings) }
      })
    );
  }

  private async _call<T>(
    ask: (api: APIRequestContext) => Promise<APIResponse>
  ): Promise<T> {
    const api = await request.newContext({
      baseURL: this.url.origin,
      extraHTTPHeaders: { Authorization: `token ${this._token}` }
    });
    try {
      const answer = await ask(api);
      const text = await answer.text();
      if (!answer.ok()) {
        throw new Error(`${answer.status()} ${answer.url()}: ${text}`);
      }
      return (text ? JSON.parse(text) : undefined) as T;
    } finally {
      await api.dispose();
    }
  }

  private get _token(): string {
    return this.url.searchParams.get('token') ?? '';
  }
}

function variable(name: string): string {
  const value = process.env[name];
  if (!value) {
    throw new Error(
      `${name} is not set: start \`jupyter ai-stream demo\` and take it from what it prints (README.md).`
    );
  }
  return value;
}

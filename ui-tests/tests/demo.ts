/**
 * The demo under test: where it is, and what can be asked and changed from outside the browser.
 */
import type { APIRequestContext, APIResponse } from '@playwright/test';
import { request } from '@playwright/test';

export const SETTINGS_ID = 'jupyterlab-ai-stream-toggle:plugin';

const THEMES_ID = '@jupyterlab/apputils-extension:themes';

const LANGUAGE_ID = '@jupyterlab/translation-extension:plugin';

const LIGHT = 'JupyterLab Light';

/** A workspace that shows the chat. */
const CHAT_WORKSPACE = 'chat';

export const { JUPYTER_AI = '3' } = process.env;

/** What Jupyter AI calls the demo's model. */
const PRACTICE =
  JUPYTER_AI === '2' ? 'azure-chat-openai:practice' : 'azure/practice';

export type Mode = 'auto' | 'on' | 'off';

/** One request that reached the practice endpoint, as far as the tests look at it. */
export interface IJournalEntry {
  body: {
    messages: { role: string; content: unknown }[];
    stream?: boolean;
    stream_options?: object | null;
  };
  /** `null` while nothing has been sent. */
  status: number | null;
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

  /** The chat, in a workspace in which nothing else is open. */
  async chatPage(): Promise<string> {
    const workspaces = `/lab/workspaces/${CHAT_WORKSPACE}`;
    if (JUPYTER_AI !== '2') {
      const url = new URL(
        this.url.pathname.replace('/lab', workspaces),
        this.url
      );
      url.search = `?reset&token=${this._token}`;
      return url.href;
    }
    // A side panel is open where the workspace says so.
    const panel = 'jupyter-ai-chat';
    await this._call(api =>
      api.put(`/lab/api/workspaces/${CHAT_WORKSPACE}`, {
        data: {
          data: {
            'layout-restorer:data': {
              left: { collapsed: false, current: panel, widgets: [panel] },
              relativeSizes: [0.4, 0.6, 0]
            }
          },
          metadata: { id: CHAT_WORKSPACE }
        }
      })
    );
    const url = new URL(workspaces, this.url);
    url.search = `?token=${this._token}`;
    return url.href;
  }

  /** As it was when it started. */
  async reset(): Promise<void> {
    await this.openGate();
    await this.setFault();
    await this._practice(api => api.delete(variable('DEMO_JOURNAL')));
    const { target } = await this.status();
    if (target.model !== 'practice') {
      await this.chooseModel();
    }
    await this.resetSettings();
    await this.setTheme(LIGHT);
    await this.forget();
    await this.dismissFailures();
  }

  /** Every request that reached the practice endpoint, in order. */
  requests(): Promise<IJournalEntry[]> {
    return this._call(api => api.get(variable('DEMO_JOURNAL')));
  }

  /** The requests whose last message holds `text`, in order. */
  async journal(text: string): Promise<IJournalEntry[]> {
    return (await this.requests()).filter(({ body }) =>
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

  /** Where the settings file is, and what is wrong with it. */
  recovery(): Promise<{ path: string; problem: string | null }> {
    return this._call(api => api.get('/jupyterlab-ai-stream-toggle/recovery'));
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
  setFault(fault = 'refuse-400'): Promise<void> {
    return this._practice(api =>
      api.put(control('fault'), { data: { fault } })
    );
  }

  /** From now on the practice endpoint answers nobody, and refuses nobody. */
  shutGate(): Promise<void> {
    return this._practice(api =>
      api.put(control('gate'), { data: { open: false } })
    );
  }

  /** Who waits is answered. */
  openGate(): Promise<void> {
    return this._practice(api =>
      api.put(control('gate'), { data: { open: true } })
    );
  }

  /** Nothing has failed. */
  async dismissFailures(): Promise<void> {
    await this._call(api =>
      api.delete('/jupyterlab-ai-stream-toggle/failures')
    );
  }

  /** Choose another chat model, as Jupyter AI's own settings do. */
  async chooseModel(id = PRACTICE): Promise<void> {
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

  /** The language that JupyterLab speaks, where its language pack is; without one, its own. */
  setLanguage(locale?: string): Promise<void> {
    return this._save(LANGUAGE_ID, locale ? { locale } : {});
  }

  private async _save(id: string, settings: object): Promise<void> {
    await this._call(api =>
      api.put(`/lab/api/settings/${id}`, {
        data: { raw: JSON.stringify(settings) }
      })
    );
  }

  private _call<T>(
    ask: (api: APIRequestContext) => Promise<APIResponse>
  ): Promise<T> {
    return call(ask, {
      baseURL: this.url.origin,
      extraHTTPHeaders: { Authorization: `token ${this._token}` }
    });
  }

  private async _practice(
    ask: (api: APIRequestContext) => Promise<APIResponse>
  ): Promise<void> {
    await call(ask, {});
  }

  private get _token(): string {
    return this.url.searchParams.get('token') ?? '';
  }
}

async function call<T>(
  ask: (api: APIRequestContext) => Promise<APIResponse>,
  options: Parameters<typeof request.newContext>[0]
): Promise<T> {
  const api = await request.newContext(options);
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

/** Where something of the practice endpoint is steered. */
function control(name: string): string {
  return new URL(name, variable('DEMO_JOURNAL')).href;
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

/**
 * The hub and its users, as `tests/hub/browser.py` hands them over.
 */
import type { Browser, Page, WebSocket } from '@playwright/test';
import { expect } from '@playwright/test';

import { openLab } from '../tests/lab';

interface IUser {
  name: string;
}

/** What the proxy leads to. */
interface IRoute {
  data: { user?: string; last_activity?: string };
}

interface IFigures {
  ours: number;
  theirs: number;
  sockets: number;
  frames: number;
}

interface ILabs {
  /** The root of all, with the prefix of its address. */
  root: string;
  password: string;
  /** Of the hub's own interface. */
  token: string;
  users: [IUser, IUser];
}

export const LABS = JSON.parse(process.env.HUB ?? 'null') as ILabs;

const OURS = '/jupyterlab-ai-stream-toggle/';

const MINUTE = 60_000;

const serverOf = (user: IUser): string => `${LABS.root}user/${user.name}/`;

/** A page in a browser of the user's own, who logs in as everybody does. */
export async function logIn(browser: Browser, user: IUser): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await page.goto(`${LABS.root}hub/login`);
  await page.getByLabel('Username').fill(user.name);
  await page.getByLabel('Password').fill(LABS.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(url => !url.pathname.includes('/login'));
  return page;
}

/** JupyterLab, in a workspace in which nothing else is open. */
export function openWorkspace(
  page: Page,
  user: IUser,
  name: string
): Promise<void> {
  return openLab(page, `${serverOf(user)}lab/workspaces/${name}?reset`);
}

/** The servers of a user that the hub has. */
export async function serversOf({ name }: IUser): Promise<object> {
  return (await askHub<{ servers: object }>(`users/${name}`)).servers;
}

/** When somebody last used the server of a user, as the proxy tells the hub. */
export async function lastActivity({ name }: IUser): Promise<string> {
  const routes = await askHub<Record<string, IRoute>>('proxy');
  const route = Object.values(routes).find(({ data }) => data.user === name);
  expect(route?.data.last_activity).toBeTruthy();
  return route?.data.last_activity ?? '';
}

/** Have the hub stop the server of a user, and wait for its end. */
export async function stop(user: IUser): Promise<void> {
  await askHub(`users/${user.name}/server`, 'DELETE');
  await expect.poll(() => serversOf(user)).toEqual({});
}

/** What the hub's own interface says to the administrator. */
async function askHub<T>(path: string, method = 'GET'): Promise<T> {
  const answer = await fetch(`${LABS.root}hub/api/${path}`, {
    method,
    headers: { Authorization: `token ${LABS.token}` }
  });
  expect(answer.ok, `${answer.status} ${path}`).toBe(true);
  const text = await answer.text();
  return (text ? JSON.parse(text) : null) as T;
}

/** What a page asks for, and says to its sockets, while its clock is the test's. */
export class Watched {
  /** Before the page is opened. */
  static async page(page: Page): Promise<Watched> {
    await page.clock.install();
    return new Watched(page);
  }

  private constructor(private readonly _page: Page) {
    _page.on('request', request => {
      this._waiting++;
      // What a hub redirects is one question.
      if (!request.redirectedFrom()) {
        const whose = request.url().includes(OURS) ? 'ours' : 'theirs';
        this._asked[whose]++;
      }
    });
    _page.on('requestfinished', () => this._waiting--);
    _page.on('requestfailed', () => this._waiting--);
    _page.on('websocket', socket => {
      this._asked.sockets++;
      this._sockets.add(socket);
      socket.on('framesent', () => this._asked.frames++);
      socket.on('close', () => this._sockets.delete(socket));
    });
  }

  /** How much was asked until now: by us, by others, and over the sockets of all. */
  figures(): IFigures {
    return { ...this._asked };
  }

  /** Have nobody but our extension reach the server. */
  async leaveUsAlone(): Promise<void> {
    await this._page.route(
      url => !url.pathname.includes(OURS),
      route => route.abort()
    );
  }

  /** Let minutes pass, and what they bring be answered. */
  async minutes(
    count: number,
    server: 'runs' | 'gone' = 'runs'
  ): Promise<void> {
    for (let passed = 0; passed < count; passed++) {
      await this._page.clock.runFor(MINUTE);
      await expect.poll(() => this._waiting).toBeLessThanOrEqual(0);
      if (server === 'gone') {
        await expect.poll(() => this._sockets.size).toBe(0);
      }
    }
  }

  private readonly _asked = { ours: 0, theirs: 0, sockets: 0, frames: 0 };
  private readonly _sockets = new Set<WebSocket>();
  private _waiting = 0;
}

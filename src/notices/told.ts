/** As much of `localStorage` as is needed. */
export type IStore = Pick<Storage, 'getItem' | 'setItem'>;

const KEY = 'jupyterlab-ai-stream-toggle:told';

/** Of more models nobody needs to be reminded; the first are forgotten. */
const MOST = 200;

/**
 * What the user was told already, in this browser: tabs and later visits
 * included. Where nothing can be kept (a private window, a full disk) it is
 * remembered until the page is left.
 */
export class Told {
  constructor(private readonly _store: IStore) {}

  /** @returns whether it was not told before; now it is. */
  tell(what: string): boolean {
    const all = this._read();
    if (all.includes(what)) {
      return false;
    }
    this._write([...all, what].slice(-MOST));
    return true;
  }

  /** Worth telling again: all that begins so. */
  forget(prefix: string): void {
    this._write(this._read().filter(each => !each.startsWith(prefix)));
  }

  private _read(): string[] {
    try {
      const stored: unknown = JSON.parse(this._store.getItem(KEY) ?? '[]');
      if (Array.isArray(stored)) {
        return stored.filter(each => typeof each === 'string');
      }
    } catch {
      // Not ours, or not to be had.
    }
    return this._here;
  }

  private _write(all: string[]): void {
    this._here = all;
    try {
      this._store.setItem(KEY, JSON.stringify(all));
    } catch {
      // It is remembered here.
    }
  }

  private _here: string[] = [];
}

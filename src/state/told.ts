import type { IDisposable } from '@lumino/disposable';
import { DisposableDelegate } from '@lumino/disposable';

/** Which failures can be read in a chat; the same one may stand in several. */
export class Told {
  constructor(private readonly _onChange: () => void) {}

  get all(): ReadonlySet<string> {
    return new Set(this._times.keys());
  }

  /** @returns to be disposed of when it can be read there no longer. */
  tell(failure: string): IDisposable {
    this._count(failure, 1);
    return new DisposableDelegate(() => this._count(failure, -1));
  }

  private _count(failure: string, by: number): void {
    const before = this._times.get(failure) ?? 0;
    const now = before + by;
    if (now > 0) {
      this._times.set(failure, now);
    } else {
      this._times.delete(failure);
    }
    if (before > 0 !== now > 0) {
      this._onChange();
    }
  }

  private readonly _times = new Map<string, number>();
}

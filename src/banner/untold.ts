import type { IDisposable } from '@lumino/disposable';
import type { ISignal } from '@lumino/signaling';
import { Signal } from '@lumino/signaling';

import type { Failure } from '../api/wire';
import type { IStreamingModel } from '../tokens';

/** In milliseconds: the chat hears of a failure a little later, and shows it itself. */
const GRACE = 1500;

/** The failures that no chat on the page shows. */
export class Untold implements IDisposable {
  constructor(
    private readonly _model: Pick<
      IStreamingModel,
      'failures' | 'told' | 'changed'
    >,
    private readonly _grace = GRACE
  ) {
    _model.changed.connect(this._onChanged, this);
    this._onChanged();
  }

  /** The latest first. */
  get failures(): readonly Failure[] {
    const { failures, told } = this._model;
    return failures.filter(({ id }) => this._ripe.has(id) && !told.has(id));
  }

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    this._isDisposed = true;
    this._model.changed.disconnect(this._onChanged, this);
    this._timers.forEach(clearTimeout);
    Signal.clearData(this);
  }

  private _onChanged(): void {
    const ids = new Set(this._model.failures.map(({ id }) => id));
    for (const id of ids) {
      if (!this._ripe.has(id) && !this._timers.has(id)) {
        this._timers.set(
          id,
          setTimeout(() => this._ripen(id), this._grace)
        );
      }
    }
    for (const id of this._ripe) {
      if (!ids.has(id)) {
        this._ripe.delete(id);
      }
    }
    this._changed.emit();
  }

  private _ripen(id: string): void {
    this._timers.delete(id);
    if (this._model.failures.some(failure => failure.id === id)) {
      this._ripe.add(id);
      this._changed.emit();
    }
  }

  private readonly _ripe = new Set<string>();
  private readonly _timers = new Map<string, ReturnType<typeof setTimeout>>();
  private readonly _changed = new Signal<this, void>(this);
  private _isDisposed = false;
}

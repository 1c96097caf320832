import type { IChatTracker, IInputModel } from '@jupyter/chat';
import type { IDisposable } from '@lumino/disposable';

import type { IStreamingModel } from '../tokens';
import { chosenIn } from './chosen';

/** Tells the model which chat the user is in, and what is chosen there. */
export class ChatFollower implements IDisposable {
  constructor(
    private readonly _tracker: IChatTracker,
    private readonly _model: IStreamingModel
  ) {
    _tracker.currentChanged.connect(this._onCurrent, this);
    this._onCurrent();
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    if (!this._isDisposed) {
      this._isDisposed = true;
      this._tracker.currentChanged.disconnect(this._onCurrent, this);
      this._input?.metadataChanged?.disconnect(this._onMetadata, this);
    }
  }

  private _onCurrent(): void {
    this._input?.metadataChanged?.disconnect(this._onMetadata, this);
    this._input = this._tracker.currentWidget?.model.input ?? null;
    this._input?.metadataChanged?.connect(this._onMetadata, this);
    this._onMetadata();
  }

  private _onMetadata(): void {
    this._model.follow(this._input && chosenIn(this._input));
  }

  private _input: IInputModel | null = null;
  private _isDisposed = false;
}

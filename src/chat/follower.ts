import type { IChatTracker, IInputModel, ISharedChat } from '@jupyter/chat';
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
      this._leave();
    }
  }

  private _onCurrent(): void {
    this._leave();
    const chat = this._tracker.currentWidget?.model;
    this._input = chat?.input ?? null;
    this._shared = chat?.sharedModel ?? null;
    this._input?.metadataChanged?.connect(this._onMetadata, this);
    this._shared?.changed.connect(this._onShared, this);
    this._onMetadata();
  }

  private _onMetadata(): void {
    this._model.follow(this._input && chosenIn(this._input));
  }

  /** Who takes part may become known after it was chosen who answers. */
  private _onShared(
    _: unknown,
    { userChanges }: { userChanges?: unknown }
  ): void {
    if (userChanges) {
      this._onMetadata();
    }
  }

  private _leave(): void {
    this._input?.metadataChanged?.disconnect(this._onMetadata, this);
    this._shared?.changed.disconnect(this._onShared, this);
  }

  private _input: IInputModel | null = null;
  private _shared: ISharedChat | null = null;
  private _isDisposed = false;
}

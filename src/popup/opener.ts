import type { TranslationBundle } from '@jupyterlab/translation';
import type { CommandRegistry } from '@lumino/commands';
import type { IDisposable } from '@lumino/disposable';

import type { IStreamingModel } from '../tokens';

/** Opens the popup of the switch at one element of the page; it is loaded with the first click. */
export class PopupOpener implements IDisposable {
  constructor(
    private readonly _model: IStreamingModel,
    private readonly _commands: CommandRegistry,
    private readonly _trans: TranslationBundle
  ) {}

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  /** Open the popup, or close the one that is open. */
  async toggle(anchor: HTMLElement): Promise<void> {
    if (this._popup && !this._popup.isDisposed) {
      this._popup.dispose();
      return;
    }
    const { openPopup } = await import('./open');
    // A second click may have come while it was loading.
    if (!this._isDisposed && (!this._popup || this._popup.isDisposed)) {
      this._popup = openPopup(anchor, this._model, this._commands, this._trans);
    }
  }

  dispose(): void {
    this._isDisposed = true;
    this._popup?.dispose();
  }

  private _popup: IDisposable | null = null;
  private _isDisposed = false;
}

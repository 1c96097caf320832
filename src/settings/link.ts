import type { ISettingRegistry } from '@jupyterlab/settingregistry';
import type { IDisposable } from '@lumino/disposable';

import type { IStreamingModel, ServerEvent } from '../tokens';
import { PluginIDs } from '../tokens';

/**
 * Ties the settings, as JupyterLab's editors show them, to the model: either
 * side follows the other. Neither writes for the other, so they cannot chase
 * each other.
 */
export class SettingsLink implements IDisposable {
  /**
   * @param report - told of settings that could not be loaded, once until they are.
   */
  constructor(
    private readonly _registry: ISettingRegistry,
    private readonly _model: IStreamingModel,
    private readonly _report: (error: unknown) => void
  ) {
    _model.events.connect(this._onEvent, this);
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  /** Never rejects: see `report`. */
  load(): Promise<void> {
    return this._take(this._registry.load(PluginIDs.settings));
  }

  dispose(): void {
    if (this._isDisposed) {
      return;
    }
    this._isDisposed = true;
    this._model.events.disconnect(this._onEvent, this);
    this._settings?.changed.disconnect(this._onSettings, this);
  }

  private async _take(
    loading: Promise<ISettingRegistry.ISettings>
  ): Promise<void> {
    try {
      const settings = await loading;
      this._isReported = false;
      // Those that did not load at first may do so after a change.
      if (!this._isDisposed && !this._settings) {
        settings.changed.connect(this._onSettings, this);
        this._settings = settings;
      }
    } catch (error) {
      if (!this._isDisposed && !this._isReported) {
        this._isReported = true;
        this._report(error);
      }
    }
  }

  /** Somebody saved in an editor; the server decides what follows from it. */
  private _onSettings(): void {
    void this._model.refresh();
  }

  /** The server saved; an open editor shows that only after a reload. */
  private _onEvent(_: IStreamingModel, event: ServerEvent): void {
    if (event.kind === 'decision-changed') {
      void this._take(this._registry.reload(PluginIDs.settings));
    }
  }

  private _isDisposed = false;
  private _isReported = false;
  private _settings: ISettingRegistry.ISettings | null = null;
}

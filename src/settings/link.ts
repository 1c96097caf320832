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
   * @param report - told of settings that could not be loaded.
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
  async load(): Promise<void> {
    try {
      const settings = await this._registry.load(PluginIDs.settings);
      if (!this._isDisposed) {
        settings.changed.connect(this._onSettings, this);
        this._settings = settings;
      }
    } catch (error) {
      this._report(error);
    }
  }

  dispose(): void {
    if (this._isDisposed) {
      return;
    }
    this._isDisposed = true;
    this._model.events.disconnect(this._onEvent, this);
    this._settings?.changed.disconnect(this._onSettings, this);
  }

  /** Somebody saved in an editor; the server decides what follows from it. */
  private _onSettings(): void {
    void this._model.refresh();
  }

  /** The server saved; an open editor shows that only after a reload. */
  private _onEvent(_: IStreamingModel, event: ServerEvent): void {
    if (event.kind === 'decision-changed') {
      this._registry.reload(PluginIDs.settings).catch(this._report);
    }
  }

  private _isDisposed = false;
  private _settings: ISettingRegistry.ISettings | null = null;
}

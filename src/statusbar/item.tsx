import type { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget, UseSignal } from '@jupyterlab/ui-components';
import * as React from 'react';

import { SwitchButton } from '../components/switchButton';
import type { PopupOpener } from '../popup/opener';
import type { IStreamingModel } from '../tokens';

/** The switch in the status bar: a glance at it, and a click opens the popup. */
export class StatusItem extends ReactWidget {
  /** @param _opener - owned from now on. */
  constructor(
    private readonly _model: IStreamingModel,
    private readonly _opener: PopupOpener,
    private readonly _trans: TranslationBundle
  ) {
    super();
    this.addClass('jp-AiStream-item');
  }

  override dispose(): void {
    this._opener.dispose();
    super.dispose();
  }

  protected render(): React.JSX.Element {
    return (
      <UseSignal signal={this._model.changed}>
        {() => (
          <SwitchButton
            model={this._model}
            trans={this._trans}
            onClick={anchor => void this._opener.toggle(anchor)}
          />
        )}
      </UseSignal>
    );
  }
}

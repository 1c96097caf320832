import '../../style/banner.css';

import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget, UseSignal } from '@jupyterlab/ui-components';
import type { CommandRegistry } from '@lumino/commands';
import type { Message } from '@lumino/messaging';
import * as React from 'react';

import type { IStreamingModel } from '../tokens';
import { showFailure } from './dialog';
import { putAtBottom } from './place';
import { Untold } from './untold';
import { BannerView } from './view';

/** Put the banner on the page, where it stays; it is seen while there are failures that no chat shows. */
export function showBanner(
  app: JupyterFrontEnd,
  isLab: boolean,
  model: IStreamingModel,
  trans: TranslationBundle
): void {
  const banner = new Banner(app.commands, model, trans, () => {
    app.shell.currentWidget?.activate();
  });
  putAtBottom(app.shell, isLab, banner);
}

class Banner extends ReactWidget {
  constructor(
    private readonly _commands: CommandRegistry,
    private readonly _model: IStreamingModel,
    private readonly _trans: TranslationBundle,
    private readonly _onLeave: () => void
  ) {
    super();
    this.id = 'jp-AiStream-banner';
    this.addClass('jp-AiStream-bannerHost');
    this._untold.changed.connect(this._showOrHide, this);
    this._showOrHide();
  }

  override dispose(): void {
    this._observer.disconnect();
    this._untold.dispose();
    super.dispose();
  }

  protected override onAfterAttach(msg: Message): void {
    super.onAfterAttach(msg);
    this._observer.observe(this.node, { box: 'border-box' });
  }

  protected render(): React.JSX.Element {
    return (
      <UseSignal signal={this._untold.changed}>
        {() => (
          <BannerView
            failures={this._untold.failures}
            model={this._model}
            commands={this._commands}
            trans={this._trans}
            onDrawn={() => this._resize()}
            onLeave={this._onLeave}
            onDetails={failure =>
              void showFailure({
                failure,
                model: this._model,
                commands: this._commands,
                trans: this._trans
              })
            }
          />
        )}
      </UseSignal>
    );
  }

  private _showOrHide(): void {
    this.setHidden(this._untold.failures.length === 0);
  }

  /** Lumino lays widgets out by their least and greatest heights; what is drawn here knows its own. */
  private _resize(): void {
    const content = this.node.querySelector('section');
    const height = content
      ? `${Math.ceil(content.getBoundingClientRect().height)}px`
      : '0';
    if (this.node.style.minHeight !== height) {
      this.node.style.minHeight = height;
      // What room there is more is for others.
      this.node.style.maxHeight = height;
      this.parent?.fit();
    }
  }

  private readonly _untold = new Untold(this._model);
  private readonly _observer = new ResizeObserver(() => this._resize());
}

import '../../style/popup.css';

import type { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget, UseSignal } from '@jupyterlab/ui-components';
import type { CommandRegistry } from '@lumino/commands';
import type { IDisposable } from '@lumino/disposable';
import * as React from 'react';

import type { IStreamingModel } from '../tokens';
import { CommandIDs } from '../tokens';
import { switchName } from '../words/names';
import { Popover } from './popover';
import { PopupView } from './view';

/** Show the popup at `anchor` and keep it current while it is open. */
export function openPopup(
  anchor: HTMLElement,
  model: IStreamingModel,
  commands: CommandRegistry,
  trans: TranslationBundle
): IDisposable {
  void model.refresh();
  const content = ReactWidget.create(
    <UseSignal signal={model.changed}>
      {() => (
        <PopupView
          model={model}
          trans={trans}
          onDrawn={() => popover.focusFirst()}
          onCheck={({ provider, model: name }) => {
            popover.dispose();
            void commands.execute(CommandIDs.checkConnection, {
              provider,
              model: name
            });
          }}
          onRestore={() => {
            popover.dismiss();
            void commands.execute(CommandIDs.restoreSettings);
          }}
          onAllProviders={() => {
            popover.dispose();
            void commands.execute(CommandIDs.openPanel);
          }}
        />
      )}
    </UseSignal>
  );
  const popover = new Popover(anchor, content, switchName(trans));
  popover.open();
  return popover;
}

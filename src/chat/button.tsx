import type { IInputModel } from '@jupyter/chat';
import { JSONExt } from '@lumino/coreutils';
import type { TranslationBundle } from '@jupyterlab/translation';
import { UseSignal } from '@jupyterlab/ui-components';
import * as React from 'react';

import { SwitchButton } from '../components/switchButton';
import type { PopupOpener } from '../popup/opener';
import type { IStreamingModel } from '../tokens';
import { chosenIn } from './chosen';

interface IChatButtonProps {
  /** Where the message is written that the button stands beside. */
  input: IInputModel;
  model: IStreamingModel;
  opener: PopupOpener;
  trans: TranslationBundle;
}

/**
 * The switch beside the message that is being written. In a chat the user is
 * not in, it says nothing about the model: that may be another one there.
 */
export function ChatButton(props: IChatButtonProps): React.JSX.Element {
  const { input, model, opener, trans } = props;
  return (
    <UseSignal signal={model.changed}>
      {() => (
        <SwitchButton
          compact={true}
          model={model}
          isAbout={JSONExt.deepEqual(
            model.chat as never,
            chosenIn(input) as never
          )}
          trans={trans}
          onClick={anchor => {
            model.follow(chosenIn(input));
            void opener.toggle(anchor);
          }}
        />
      )}
    </UseSignal>
  );
}

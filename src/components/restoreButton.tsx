import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import { restoreSettingsLabel } from '../words/actions';
import { Action } from './action';

/** Stands wherever it is said that the settings are damaged, and leads to the way out. */
export function RestoreButton(props: {
  trans: TranslationBundle;
  onRestore: () => void;
}): React.JSX.Element {
  const { trans, onRestore } = props;
  return (
    <Action
      text={restoreSettingsLabel(trans)}
      onAct={() => {
        onRestore();
        return Promise.resolve();
      }}
    />
  );
}

import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { ModelsLock } from '../api/wire';
import { lockIcon } from '../components/icons';
import { modelsLockWords } from '../words/lock';

/** What may be chosen for the models whose names fit a pattern. */
export function ModelLocks(props: {
  locks: readonly ModelsLock[];
  trans: TranslationBundle;
}): React.JSX.Element {
  const { locks, trans } = props;
  return (
    <>
      {locks.map(lock => (
        <p className="jp-AiStream-effective" key={lock.pattern}>
          <lockIcon.react
            tag="span"
            elementSize="normal"
            verticalAlign="middle"
          />
          <code>{lock.pattern}</code> · {modelsLockWords(lock, trans)}
        </p>
      ))}
    </>
  );
}

import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { CheckRun } from '../api/wire';
import { Action } from '../components/action';

/** How far a check is, and the way to end it. */
export function Progress(props: {
  run: CheckRun;
  trans: TranslationBundle;
  onCancel: () => Promise<void>;
}): React.JSX.Element {
  const { run, trans, onCancel } = props;
  const done = run.results.length;
  const words = trans.__('%1 of %2 done', done, run.total);
  return (
    <div className="jp-AiStream-checkProgress">
      <progress max={run.total} value={done} aria-label={words} />
      <span>{words}</span>
      <Action text={trans.__('Cancel')} onAct={onCancel} />
    </div>
  );
}

import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { Decision, Target } from '../api/wire';
import { Action } from '../components/action';
import type { IStreamingModel } from '../tokens';

/** Forgets what was found out about the model: the next message is streamed. */
export function TryAgain(props: {
  target: Target;
  model: IStreamingModel;
  trans: TranslationBundle;
  onDone: () => void;
}): React.JSX.Element {
  const { target, model, trans, onDone } = props;
  return (
    <Action
      text={trans.__('Retry Streaming')}
      onAct={async () => {
        await model.forget({ provider: target.provider, model: target.model });
        onDone();
      }}
    />
  );
}

/** Whether streaming was found not to work, and is wanted. */
export function canTryAgain(decision: Decision | null): boolean {
  return Boolean(
    decision?.learned &&
    decision.learned.delivery !== 'stream' &&
    decision.mode !== 'off'
  );
}

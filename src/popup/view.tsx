import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { Target } from '../api/wire';
import { Action } from '../components/action';
import { iconOf } from '../components/icons';
import { Note } from '../components/note';
import { RestoreButton } from '../components/restoreButton';
import type { IStreamingModel } from '../tokens';
import { checkConnectionLabel } from '../words/actions';
import { modelName } from '../words/modelName';
import { switchName } from '../words/names';
import { summarize } from '../words/summary';
import { Switch } from './switch';
import { canTryAgain, TryAgain } from './tryAgain';

interface IPopupProps {
  model: IStreamingModel;
  trans: TranslationBundle;
  /** Something to use is on the page now. */
  onDrawn: () => void;
  onAllProviders: () => void;
  onCheck: (target: Target) => void;
  onRestore: () => void;
}

/** The switch for the model the user is chatting with: what is asked for, what happens, who decided. */
export function PopupView(props: IPopupProps): React.JSX.Element {
  const { model, trans, onDrawn, onAllProviders, onCheck, onRestore } = props;
  React.useEffect(onDrawn, []);
  const { status, providers, chat } = model;
  const target = status?.target;
  const summary = summarize(model, trans);
  const icon = iconOf(summary);
  const applies = summary.kind !== 'none' && summary.kind !== 'unknown';
  return (
    <div className="jp-AiStream-popup">
      <h2>
        <icon.react tag="span" elementSize="normal" />
        {switchName(trans)}
      </h2>
      {applies && status?.target && status.decision ? (
        <Switch
          key={modelName(status.target)}
          target={status.target}
          decision={status.decision}
          providers={providers}
          model={model}
          trans={trans}
        />
      ) : (
        <p>{summary.now}</p>
      )}
      {applies && status?.limits.map(({ id, text }) => <p key={id}>{text}</p>)}
      {status?.settings_error && <Note>{status.settings_error}</Note>}
      <div className="jp-AiStream-buttons">
        {status?.settings_damaged && (
          <RestoreButton trans={trans} onRestore={onRestore} />
        )}
        {applies && status?.target && canTryAgain(status.decision) && (
          <TryAgain
            target={status.target}
            model={model}
            trans={trans}
            // The button is gone then, and the focus was on it.
            onDone={onDrawn}
          />
        )}
        {target && !chat?.agent && !status.persona && (
          <Action
            text={checkConnectionLabel(trans)}
            onAct={() => {
              onCheck(target);
              return Promise.resolve();
            }}
          />
        )}
        <Action
          text={trans.__('All Providers…')}
          onAct={() => {
            onAllProviders();
            return Promise.resolve();
          }}
        />
      </div>
    </div>
  );
}

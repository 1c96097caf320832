import * as React from 'react';

import type { ModelEntry } from '../api/wire';
import { Action } from '../components/action';
import { ModeControl } from '../components/modeControl';
import { textAbout } from '../words/about';
import { choiceOf } from '../words/choice';
import { modelName } from '../words/modelName';
import { switchNameOf } from '../words/names';
import { Effective } from './effective';
import type { IProviderProps } from './provider';

/** A model that has a mode of its own. */
export function ModelRow(
  props: IProviderProps & { entry: ModelEntry }
): React.JSX.Element {
  const { entry, provider, model, trans, onCheck, onGone } = props;
  const { decision } = entry;
  const id = React.useId();
  const checkText = trans.__('Check…');
  const removeText = trans.__('Remove');
  const set = (mode: ModelEntry['mode']) =>
    model.setMode({ provider: provider.id, model: entry.id, mode });
  return (
    <li>
      <div className="jp-AiStream-head">
        <code className="jp-AiStream-name">{entry.id}</code>
        <ModeControl
          value={choiceOf(entry.mode, decision)}
          inherits={!decision.locked && entry.mode === null}
          inherited={entry.inherited}
          label={switchNameOf(
            modelName({ provider: provider.id, model: entry.id }),
            trans
          )}
          describedBy={id}
          allowed={decision.allowed}
          onChange={set}
          trans={trans}
        />
        <Action
          text={checkText}
          label={textAbout(checkText, entry.id, trans)}
          onAct={() => onCheck(provider.id, entry.id)}
        />
        {entry.mode !== null && !decision.locked && (
          <Action
            text={removeText}
            label={textAbout(removeText, entry.id, trans)}
            onAct={async () => {
              await set(null);
              onGone();
            }}
          />
        )}
      </div>
      <Effective decision={decision} id={id} trans={trans} />
    </li>
  );
}

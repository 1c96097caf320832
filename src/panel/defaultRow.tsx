import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { Decision, Mode } from '../api/wire';
import { ModeControl } from '../components/modeControl';
import type { IStreamingModel } from '../tokens';
import { choiceOf } from '../words/choice';
import { switchNameOf } from '../words/names';
import { Effective } from './effective';

/** The mode of all providers that have none of their own. */
export function DefaultRow(props: {
  decision: Decision;
  inherited: Mode;
  model: IStreamingModel;
  trans: TranslationBundle;
}): React.JSX.Element {
  const { decision, inherited, model, trans } = props;
  const own: Mode | null =
    decision.source === 'user-default' ? decision.mode : null;
  const effective = React.useId();
  return (
    <div className="jp-AiStream-provider jp-AiStream-default">
      <div className="jp-AiStream-head">
        <span className="jp-AiStream-name">{trans.__('All providers')}</span>
        <ModeControl
          value={choiceOf(own, decision)}
          inherits={!decision.locked}
          inherited={inherited}
          label={switchNameOf(trans.__('all providers'), trans)}
          allowed={decision.allowed}
          describedBy={effective}
          onChange={mode => model.setMode({ provider: null, mode })}
          trans={trans}
        />
      </div>
      <Effective decision={decision} id={effective} trans={trans} />
    </div>
  );
}

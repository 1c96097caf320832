import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { Decision } from '../api/wire';
import { lockIcon } from '../components/icons';
import { decidedWords } from '../words/decided';
import { lockWords } from '../words/lock';
import { modeName } from '../words/mode';

/** The mode in force and who decided it, beside the control that says what is asked for. */
export function Effective(props: {
  decision: Decision;
  id?: string;
  trans: TranslationBundle;
}): React.JSX.Element {
  const { decision, id, trans } = props;
  const lock = lockWords(decision, trans);
  return (
    <p className="jp-AiStream-effective" id={id}>
      {lock && (
        <lockIcon.react
          tag="span"
          elementSize="normal"
          verticalAlign="middle"
        />
      )}
      {decision.source === 'administrator-lock'
        ? modeName(decision.mode, trans)
        : decidedWords(decision, trans)}
      {lock && ` · ${lock}`}
    </p>
  );
}

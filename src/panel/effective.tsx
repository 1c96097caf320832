import type { TranslationBundle } from '@jupyterlab/translation';
import { lockIcon } from '@jupyterlab/ui-components';
import * as React from 'react';

import type { Decision } from '../api/wire';
import { lockWords } from '../words/lock';
import { modeName } from '../words/mode';
import { sourceWords } from '../words/source';

/** The mode in force and who decided it, beside the control that says what is asked for. */
export function Effective(props: {
  decision: Decision;
  id?: string;
  trans: TranslationBundle;
}): React.JSX.Element {
  const { decision, id, trans } = props;
  const origin = decision.locked
    ? lockWords(decision, trans)
    : sourceWords(decision.source, trans);
  return (
    <p className="jp-AiStream-effective" id={id}>
      {decision.locked && (
        <lockIcon.react
          tag="span"
          elementSize="normal"
          verticalAlign="middle"
        />
      )}
      <strong>{modeName(decision.mode, trans)}</strong> · {origin}
    </p>
  );
}

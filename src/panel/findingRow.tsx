import * as React from 'react';

import type { Capability } from '../api/wire';
import { Action } from '../components/action';
import { Outlook } from '../components/outlook';
import { textAbout } from '../words/about';
import { learnedWords } from '../words/learned';
import { isWarning, prospectOf } from '../words/outlook';
import type { IProviderProps } from './provider';

/** What was found out about a model, until it is forgotten. */
export function FindingRow(
  props: IProviderProps & { finding: Capability }
): React.JSX.Element {
  const { finding, model, trans, onGone } = props;
  const resetText = trans.__('Reset');
  return (
    <li>
      <div className="jp-AiStream-head">
        <code className="jp-AiStream-name">{finding.model}</code>
        {finding.tools && (
          <span className="jp-AiStream-tag">{trans.__('with tools')}</span>
        )}
        <Action
          text={resetText}
          label={textAbout(resetText, finding.model, trans)}
          onAct={async () => {
            await model.forget({ id: finding.id });
            onGone();
          }}
        />
      </div>
      <p className="jp-AiStream-effective">
        <Outlook of={prospectOf(finding)} trans={trans} />
        {!isWarning(finding.outlook) &&
          ` · ${learnedWords(finding, finding.mode, trans)}`}
      </p>
      {finding.endpoint && (
        <p className="jp-AiStream-effective">
          <code>{finding.endpoint}</code>
        </p>
      )}
    </li>
  );
}

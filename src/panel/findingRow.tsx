import * as React from 'react';

import type { Capability } from '../api/wire';
import { Action } from '../components/action';
import { textAbout } from '../words/about';
import { deliveryWords } from '../words/delivery';
import { learnedWords } from '../words/learned';
import { sentence } from '../words/sentence';
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
        {sentence(deliveryWords(finding.delivery, trans), trans)}{' '}
        {learnedWords(finding, trans)}
      </p>
      {finding.endpoint && (
        <p className="jp-AiStream-effective">
          <code>{finding.endpoint}</code>
        </p>
      )}
    </li>
  );
}

import * as React from 'react';

import { Action } from '../components/action';
import { checkConnectionLabel } from '../words/actions';
import { AddModel } from './addModel';
import { FindingRow } from './findingRow';
import { ModelRow } from './modelRow';
import type { IProviderProps } from './provider';

/** The models of a provider that have a mode of their own, and what was found out about it. */
export function Details(props: IProviderProps): React.JSX.Element {
  const { provider, findings, model, trans, onCheck } = props;
  const chosen = model.status?.target;
  return (
    <>
      {chosen?.provider === provider.id && (
        <p className="jp-AiStream-subtitle">
          <Action
            text={checkConnectionLabel(trans)}
            label={trans.__('Check the connection to %1', chosen.model)}
            onAct={() => onCheck(chosen.provider, chosen.model)}
          />
        </p>
      )}
      <p className="jp-AiStream-subtitle">
        {trans.__('Models with a mode of their own')}
      </p>
      {provider.models.length > 0 ? (
        <ul aria-label={trans.__('Models of %1', provider.name)}>
          {provider.models.map(entry => (
            <ModelRow key={entry.id} entry={entry} {...props} />
          ))}
        </ul>
      ) : (
        <p className="jp-AiStream-effective">{trans.__('None')}</p>
      )}
      {!provider.decision.locked && <AddModel {...props} />}
      {findings.length > 0 && (
        <>
          <p className="jp-AiStream-subtitle">{trans.__('Found out')}</p>
          <ul aria-label={trans.__('Found out about %1', provider.name)}>
            {findings.map(finding => (
              <FindingRow key={finding.id} finding={finding} {...props} />
            ))}
          </ul>
        </>
      )}
    </>
  );
}

import * as React from 'react';

import { Action } from '../components/action';
import { textAbout } from '../words/about';
import { checkConnectionLabel } from '../words/actions';
import { AddModel } from './addModel';
import { FindingRow } from './findingRow';
import { ModelRow } from './modelRow';
import type { IProviderProps } from './provider';

/** The models of a provider that have an override, and what was detected. */
export function Details(props: IProviderProps): React.JSX.Element {
  const { provider, findings, model, trans, onCheck } = props;
  const overridesTitle = trans.__('Model overrides');
  const detectedTitle = trans.__('Detected');
  const chosen = model.status?.target;
  return (
    <>
      {chosen?.provider === provider.id && (
        <p className="jp-AiStream-subtitle">
          <Action
            text={checkConnectionLabel(trans)}
            label={textAbout(checkConnectionLabel(trans), chosen.model, trans)}
            onAct={() => onCheck(chosen.provider, chosen.model)}
          />
        </p>
      )}
      <p className="jp-AiStream-subtitle">{overridesTitle}</p>
      {provider.models.length > 0 ? (
        <ul aria-label={textAbout(overridesTitle, provider.name, trans)}>
          {provider.models.map(entry => (
            <ModelRow key={entry.id} entry={entry} {...props} />
          ))}
        </ul>
      ) : (
        <p className="jp-AiStream-effective">{trans.__('None')}</p>
      )}
      {/* Models may be exempt from the lock of their provider. */}
      {(!provider.decision.locked || provider.locks.length > 0) && (
        <AddModel {...props} />
      )}
      {findings.length > 0 && (
        <>
          <p className="jp-AiStream-subtitle">{detectedTitle}</p>
          <ul aria-label={textAbout(detectedTitle, provider.name, trans)}>
            {findings.map(finding => (
              <FindingRow key={finding.id} finding={finding} {...props} />
            ))}
          </ul>
        </>
      )}
    </>
  );
}

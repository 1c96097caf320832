import '../../style/panel.css';

import type { TranslationBundle } from '@jupyterlab/translation';
import { UseSignal } from '@jupyterlab/ui-components';
import * as React from 'react';

import { Action } from '../components/action';
import type { IStreamingModel } from '../tokens';
import { useFindings } from './findings';
import { Notes } from './notes';
import type { OnCheck } from './provider';
import { ProviderList } from './providerList';

interface IPanelProps {
  model: IStreamingModel;
  trans: TranslationBundle;
  onCheck: OnCheck;
  onRestore: () => void;
}

/** The modes of all providers and models, and what was detected about them. */
export default function Panel({
  model,
  trans,
  onCheck,
  onRestore
}: IPanelProps): React.JSX.Element {
  const findings = useFindings(model);
  return (
    <UseSignal signal={model.changed}>
      {() => (
        <div className="jp-AiStream-panel" onKeyDown={keepFromForm}>
          <Notes model={model} trans={trans} onRestore={onRestore} />
          {model.providers && (
            <ProviderList
              providers={model.providers}
              findings={findings ?? []}
              model={model}
              trans={trans}
              onCheck={onCheck}
            />
          )}
          {findings !== null && findings.length > 0 && (
            <ForgetEverything model={model} trans={trans} />
          )}
        </div>
      )}
    </UseSignal>
  );
}

/** The panel stands within JupyterLab's form, which Enter in a field would send. */
function keepFromForm(event: React.KeyboardEvent): void {
  if (event.key === 'Enter' && event.target instanceof HTMLInputElement) {
    event.preventDefault();
  }
}

function ForgetEverything({
  model,
  trans
}: Pick<IPanelProps, 'model' | 'trans'>): React.JSX.Element {
  return (
    <div className="jp-AiStream-buttons">
      <Action
        text={trans.__('Reset Detection Results')}
        onAct={() => model.forget({})}
      />
    </div>
  );
}

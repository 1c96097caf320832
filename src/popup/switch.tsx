import type { TranslationBundle } from '@jupyterlab/translation';
import { HTMLSelect, lockIcon } from '@jupyterlab/ui-components';
import * as React from 'react';

import type { Decision, Mode, Providers, Target } from '../api/wire';
import { ModeControl } from '../components/modeControl';
import { Outlook } from '../components/outlook';
import type { IStreamingModel } from '../tokens';
import { lockWords } from '../words/lock';
import { modeName } from '../words/mode';
import { modelName } from '../words/modelName';
import { switchNameOf } from '../words/names';
import { becauseWords } from '../words/outlook';
import { sourceWords } from '../words/source';
import { becauseTerm, nextResponseTerm } from '../words/terms';

/** The mode of a model or of its provider, and what happens with the next message. */
export function Switch(props: {
  target: Target;
  decision: Decision;
  providers: Providers | null;
  model: IStreamingModel;
  trans: TranslationBundle;
}): React.JSX.Element {
  const { target, decision, providers, model, trans } = props;
  const own = ownModes(target, providers);
  const [scope, setScope] = React.useState<'provider' | 'model'>(
    decision.source === 'model-setting' ? 'model' : 'provider'
  );
  const value = own[scope];
  const because = becauseWords(decision, trans);
  const lock = React.useId();
  return (
    <>
      <p>
        <code>{modelName(target)}</code>
      </p>
      <div className="jp-AiStream-scope">
        <label>
          <span>{trans.__('For')}</span>
          <HTMLSelect
            value={scope}
            disabled={decision.locked}
            onChange={event =>
              setScope(event.target.value as 'provider' | 'model')
            }
            options={[
              {
                value: 'provider',
                label: trans.__('all models of %1', target.provider)
              },
              { value: 'model', label: trans.__('%1 only', target.model) }
            ]}
          />
        </label>
        <ModeControl
          value={decision.locked ? decision.mode : value}
          inherits={!decision.locked}
          inherited={value === null ? decision.mode : undefined}
          label={switchNameOf(modelName(target), trans)}
          describedBy={decision.locked ? lock : undefined}
          disabled={decision.locked}
          onChange={mode =>
            model.setMode({
              provider: target.provider,
              model: scope === 'model' ? target.model : null,
              mode
            })
          }
          trans={trans}
        />
      </div>
      {decision.locked && (
        <p id={lock} className="jp-AiStream-lock">
          <lockIcon.react tag="span" elementSize="normal" />
          <span>{lockWords(decision, trans)}</span>
        </p>
      )}
      <dl aria-live="polite">
        <Fact term={nextResponseTerm(trans)}>
          <Outlook of={decision} trans={trans} />
        </Fact>
        {because && <Fact term={becauseTerm(trans)}>{because}</Fact>}
        {!decision.locked && (
          <Fact term={trans.__('In force')}>
            {modeName(decision.mode, trans)} ·{' '}
            {sourceWords(decision.source, trans)}
          </Fact>
        )}
      </dl>
    </>
  );
}

function Fact(props: {
  term: string;
  children: React.ReactNode;
}): React.JSX.Element {
  return (
    <div>
      <dt>{props.term}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}

/** What the user asked for, for the provider and for the model. */
function ownModes(
  target: Target,
  providers: Providers | null
): Record<'provider' | 'model', Mode | null> {
  const provider = providers?.providers.find(
    ({ id }) => id === target.provider
  );
  const model = provider?.models.find(({ id }) => id === target.model);
  return { provider: provider?.mode ?? null, model: model?.mode ?? null };
}

import type { TranslationBundle } from '@jupyterlab/translation';
import { HTMLSelect, lockIcon } from '@jupyterlab/ui-components';
import * as React from 'react';

import type { Decision, Mode, Providers, Target } from '../api/wire';
import { Action } from '../components/action';
import { iconOf } from '../components/icons';
import { ModeControl } from '../components/modeControl';
import { RestoreButton } from '../components/restoreButton';
import type { IStreamingModel } from '../tokens';
import { deliveryWords } from '../words/delivery';
import { learnedWords } from '../words/learned';
import { lockWords } from '../words/lock';
import { modeName } from '../words/mode';
import { modelName } from '../words/modelName';
import { sourceWords } from '../words/source';
import { summarize } from '../words/summary';

interface IPopupProps {
  model: IStreamingModel;
  trans: TranslationBundle;
  /** Something to use is on the page now. */
  onDrawn: () => void;
  onAllProviders: () => void;
  onCheck: (target: Target) => void;
  onRestore: () => void;
}

/** The switch for the model the user is chatting with: what is asked for, what happens, who decided. */
export function PopupView(props: IPopupProps): React.JSX.Element {
  const { model, trans, onDrawn, onAllProviders, onCheck, onRestore } = props;
  React.useEffect(onDrawn, []);
  const { status, providers, chat } = model;
  const target = status?.target;
  const summary = summarize(model, trans);
  const icon = iconOf(summary);
  const applies = summary.kind === 'stream' || summary.kind === 'plain';
  return (
    <div className="jp-AiStream-popup">
      <h2>
        <icon.react tag="span" elementSize="normal" />
        {trans.__('Streaming')}
      </h2>
      {applies && status?.target && status.decision ? (
        <Switch
          key={modelName(status.target)}
          target={status.target}
          decision={status.decision}
          providers={providers}
          model={model}
          trans={trans}
        />
      ) : (
        <p>{summary.now}</p>
      )}
      {applies && status?.limits.map(({ id, text }) => <p key={id}>{text}</p>)}
      {status?.settings_error && (
        <p className="jp-AiStream-note">{status.settings_error}</p>
      )}
      <div className="jp-AiStream-buttons">
        {status?.settings_damaged && (
          <RestoreButton trans={trans} onRestore={onRestore} />
        )}
        {applies && status?.target && canTryAgain(status.decision) && (
          <TryAgain
            target={status.target}
            model={model}
            trans={trans}
            // The button is gone then, and the focus was on it.
            onDone={onDrawn}
          />
        )}
        {target && !chat?.agent && (
          <Action
            text={trans.__('Check Connection…')}
            onAct={() => {
              onCheck(target);
              return Promise.resolve();
            }}
          />
        )}
        <Action
          text={trans.__('All Providers…')}
          onAct={() => {
            onAllProviders();
            return Promise.resolve();
          }}
        />
      </div>
    </div>
  );
}

function Switch(props: {
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
          label={trans.__('Streaming of %1', modelName(target))}
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
        <Fact term={trans.__('Next answer')}>
          {deliveryWords(decision.delivery, trans)}
        </Fact>
        {decision.learned && (
          <Fact term={trans.__('Because')}>
            {learnedWords(decision.learned, trans)}
          </Fact>
        )}
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

/** Forgets what was found out about the model: the next message is streamed. */
function TryAgain(props: {
  target: Target;
  model: IStreamingModel;
  trans: TranslationBundle;
  onDone: () => void;
}): React.JSX.Element {
  const { target, model, trans, onDone } = props;
  return (
    <Action
      text={trans.__('Try Streaming Again')}
      onAct={async () => {
        await model.forget({ provider: target.provider, model: target.model });
        onDone();
      }}
    />
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

function canTryAgain(decision: Decision | null): boolean {
  return Boolean(decision?.learned && decision.learned.delivery !== 'stream');
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

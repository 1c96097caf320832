import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { Capability, ModelEntry, ProviderEntry } from '../api/wire';
import { Action } from '../components/action';
import { ModeControl } from '../components/modeControl';
import type { IStreamingModel } from '../tokens';
import { deliveryWords } from '../words/delivery';
import { learnedWords } from '../words/learned';
import { Effective } from './effective';

/** Opens the connection check of a model. */
export type OnCheck = (provider: string, model: string) => Promise<unknown>;

interface IDetailsProps {
  provider: ProviderEntry;
  findings: Capability[];
  model: IStreamingModel;
  trans: TranslationBundle;
  onCheck: OnCheck;
  /** What had the focus is no longer there. */
  onGone: () => void;
}

/** The models of a provider that have a mode of their own, and what was found out about it. */
export function Details(props: IDetailsProps): React.JSX.Element {
  const { provider, findings, model, trans, onCheck } = props;
  const chosen = model.status?.target;
  return (
    <>
      {chosen?.provider === provider.id && (
        <p className="jp-AiStream-subtitle">
          <Action
            text={trans.__('Check Connection…')}
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

function ModelRow(
  props: IDetailsProps & { entry: ModelEntry }
): React.JSX.Element {
  const { entry, provider, model, trans, onCheck, onGone } = props;
  const { decision } = entry;
  const id = React.useId();
  const set = (mode: ModelEntry['mode']) =>
    model.setMode({ provider: provider.id, model: entry.id, mode });
  return (
    <li>
      <div className="jp-AiStream-head">
        <code className="jp-AiStream-name">{entry.id}</code>
        <ModeControl
          value={decision.locked ? decision.mode : entry.mode}
          inherits={!decision.locked && entry.mode === null}
          inherited={entry.mode === null ? decision.mode : undefined}
          label={trans.__('Streaming of %1', `${provider.id}:${entry.id}`)}
          describedBy={id}
          disabled={decision.locked}
          onChange={set}
          trans={trans}
        />
        <Action
          text={trans.__('Check…')}
          label={trans.__('Check the connection to %1', entry.id)}
          onAct={() => onCheck(provider.id, entry.id)}
        />
        {entry.mode !== null && !decision.locked && (
          <Action
            text={trans.__('Remove')}
            label={trans.__('Remove the mode of %1', entry.id)}
            onAct={async () => {
              await set(null);
              onGone();
            }}
          />
        )}
      </div>
      <Effective decision={decision} id={id} trans={trans} />
    </li>
  );
}

/** A model gets the mode it has anyway, to be changed then. */
function AddModel(props: IDetailsProps): React.JSX.Element {
  const { provider, findings, model, trans } = props;
  const [name, setName] = React.useState('');
  const list = React.useId();
  const box = React.useRef<HTMLDivElement>(null);
  const target = model.status?.target;
  const suggestions = new Set([
    ...(target?.provider === provider.id ? [target.model] : []),
    ...findings.map(finding => finding.model)
  ]);
  const add = async () => {
    const id = name.trim();
    if (id) {
      await model.setMode({
        provider: provider.id,
        model: id,
        mode: provider.decision.mode
      });
      setName('');
    }
  };
  return (
    <div className="jp-AiStream-add" ref={box}>
      <input
        type="text"
        className="jp-mod-styled"
        value={name}
        list={list}
        placeholder={trans.__('Model')}
        aria-label={trans.__('Model of %1 to add', provider.name)}
        onChange={event => setName(event.target.value)}
        onKeyDown={event => {
          if (event.key === 'Enter') {
            box.current?.querySelector('button')?.click();
          }
        }}
      />
      <datalist id={list}>
        {Array.from(suggestions, suggestion => (
          <option key={suggestion} value={suggestion} />
        ))}
      </datalist>
      <Action
        text={trans.__('Add')}
        label={trans.__('Give a model of %1 a mode of its own', provider.name)}
        onAct={add}
      />
    </div>
  );
}

function FindingRow(
  props: IDetailsProps & { finding: Capability }
): React.JSX.Element {
  const { finding, model, trans, onGone } = props;
  return (
    <li>
      <div className="jp-AiStream-head">
        <code className="jp-AiStream-name">{finding.model}</code>
        {finding.tools && (
          <span className="jp-AiStream-tag">{trans.__('with tools')}</span>
        )}
        <Action
          text={trans.__('Forget')}
          label={trans.__('Forget what was found out about %1', finding.model)}
          onAct={async () => {
            await model.forget({ id: finding.id });
            onGone();
          }}
        />
      </div>
      <p className="jp-AiStream-effective">
        {trans.__('%1.', deliveryWords(finding.delivery, trans))}{' '}
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

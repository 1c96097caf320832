import '../../style/panel.css';

import type { TranslationBundle } from '@jupyterlab/translation';
import { InputGroup, UseSignal } from '@jupyterlab/ui-components';
import * as React from 'react';

import type { Capability, Decision, Mode, Providers } from '../api/wire';
import { Action } from '../components/action';
import { ModeControl } from '../components/modeControl';
import { RestoreButton } from '../components/restoreButton';
import type { IStreamingModel } from '../tokens';
import { askingWords } from '../words/asking';
import { unavailableWords } from '../words/unavailable';
import { choose } from './choice';
import type { OnCheck } from './details';
import { Effective } from './effective';
import { useFindings } from './findings';
import { ProviderRow } from './providerRow';

interface IPanelProps {
  model: IStreamingModel;
  trans: TranslationBundle;
}

/** The modes of all providers and models, and what was found out about them. */
export default function Panel({
  model,
  trans,
  onCheck,
  onRestore
}: IPanelProps & {
  onCheck: OnCheck;
  onRestore: () => void;
}): React.JSX.Element {
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

function Notes({
  model,
  trans,
  onRestore
}: IPanelProps & { onRestore: () => void }): React.JSX.Element {
  const { status, unavailable } = model;
  const notes = [
    unavailable && unavailableWords(unavailable, trans),
    !status && !unavailable && askingWords(trans),
    status && !status.in_effect && status.why_not?.text,
    status?.settings_error,
    ...(status?.limits.map(({ text }) => text) ?? [])
  ].filter((note): note is string => Boolean(note));
  return (
    <div aria-live="polite">
      {notes.map(note => (
        <p className="jp-AiStream-note" key={note}>
          {note}
        </p>
      ))}
      {status?.settings_damaged && (
        <RestoreButton trans={trans} onRestore={onRestore} />
      )}
    </div>
  );
}

function ProviderList(
  props: IPanelProps & {
    providers: Providers;
    findings: Capability[];
    onCheck: OnCheck;
  }
): React.JSX.Element {
  const { providers, findings, model, trans, onCheck } = props;
  const [search, setSearch] = React.useState('');
  // Typing stays ahead of drawing.
  const { rows, hidden } = choose(
    providers.providers,
    React.useDeferredValue(search)
  );
  return (
    <>
      <DefaultRow decision={providers.default} model={model} trans={trans} />
      <div className="jp-AiStream-search">
        <InputGroup
          type="search"
          rightIcon="ui-components:search"
          value={search}
          placeholder={trans.__('Find a provider')}
          aria-label={trans.__('Find a provider')}
          onChange={(event: React.ChangeEvent<HTMLInputElement>) =>
            setSearch(event.target.value)
          }
        />
      </div>
      <ul className="jp-AiStream-rows" aria-label={trans.__('Providers')}>
        {rows.map(provider => (
          <ProviderRow
            key={provider.id}
            provider={provider}
            findings={findings.filter(each => each.provider === provider.id)}
            model={model}
            trans={trans}
            onCheck={onCheck}
          />
        ))}
      </ul>
      <p className="jp-AiStream-count" aria-live="polite">
        {rows.length === 0 && trans.__('No provider found.')}{' '}
        {hidden > 0 &&
          trans._n(
            '%1 more provider: search for it by name.',
            '%1 more providers: search for them by name.',
            hidden,
            hidden
          )}
      </p>
    </>
  );
}

function DefaultRow(
  props: IPanelProps & { decision: Decision }
): React.JSX.Element {
  const { decision, model, trans } = props;
  const own: Mode | null =
    decision.source === 'user-default' ? decision.mode : null;
  return (
    <div className="jp-AiStream-provider jp-AiStream-default">
      <div className="jp-AiStream-head">
        <span className="jp-AiStream-name">{trans.__('All providers')}</span>
        <ModeControl
          value={own}
          inherits={true}
          inherited={own === null ? decision.mode : undefined}
          label={trans.__('Streaming of all providers')}
          onChange={mode => model.setMode({ provider: null, mode })}
          trans={trans}
        />
      </div>
      <Effective decision={decision} trans={trans} />
    </div>
  );
}

function ForgetEverything({ model, trans }: IPanelProps): React.JSX.Element {
  return (
    <div className="jp-AiStream-buttons">
      <Action
        text={trans.__('Forget All That Was Found Out')}
        onAct={() => model.forget({})}
      />
    </div>
  );
}

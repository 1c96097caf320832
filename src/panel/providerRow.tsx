import type { TranslationBundle } from '@jupyterlab/translation';
import { caretDownIcon, caretRightIcon } from '@jupyterlab/ui-components';
import * as React from 'react';

import type { Capability, ProviderEntry } from '../api/wire';
import { ModeControl } from '../components/modeControl';
import { Outlook } from '../components/outlook';
import { choiceOf } from '../words/choice';
import { learnedWords } from '../words/learned';
import { switchNameOf } from '../words/names';
import { isWarning, prospectOf } from '../words/outlook';
import { overriddenWords } from '../words/overridden';
import { Details } from './details';
import { Effective } from './effective';
import { ModelLocks } from './modelLocks';
import type { IProviderProps } from './provider';

/** One provider; it opens to its models. */
export function ProviderRow(
  props: Omit<IProviderProps, 'onGone'>
): React.JSX.Element {
  const { provider, findings, model, trans, onCheck } = props;
  const { decision } = provider;
  const [open, setOpen] = React.useState(false);
  const opener = React.useRef<HTMLButtonElement>(null);
  const ids = React.useId();
  const overrides = !decision.locked && provider.models.length > 0;
  const Caret = open ? caretDownIcon : caretRightIcon;
  return (
    <li className="jp-AiStream-provider">
      <div className="jp-AiStream-head">
        <button
          type="button"
          ref={opener}
          className="jp-AiStream-opener"
          aria-expanded={open}
          aria-controls={open ? `${ids}details` : undefined}
          onClick={() => setOpen(!open)}
        >
          <Caret.react tag="span" elementSize="normal" />
          <span className="jp-AiStream-name">{provider.name}</span>
          {provider.name !== provider.id && <code>{provider.id}</code>}
          <Tag provider={provider} trans={trans} />
        </button>
        <ModeControl
          value={choiceOf(provider.mode, decision)}
          inherits={!decision.locked}
          inherited={provider.inherited}
          label={switchNameOf(provider.name, trans)}
          describedBy={
            overrides ? `${ids}effective ${ids}overridden` : `${ids}effective`
          }
          allowed={decision.allowed}
          onChange={mode => model.setMode({ provider: provider.id, mode })}
          trans={trans}
        />
      </div>
      <Effective decision={decision} id={`${ids}effective`} trans={trans} />
      {overrides && (
        <p className="jp-AiStream-effective" id={`${ids}overridden`}>
          {overriddenWords(provider.models, trans)}
        </p>
      )}
      <ModelLocks locks={provider.locks} trans={trans} />
      <FallenBack findings={findings} trans={trans} />
      {open && (
        <div id={`${ids}details`} className="jp-AiStream-details">
          <Details
            provider={provider}
            findings={findings}
            model={model}
            trans={trans}
            onCheck={onCheck}
            onGone={() => opener.current?.focus()}
          />
        </div>
      )}
    </li>
  );
}

function Tag(props: {
  provider: ProviderEntry;
  trans: TranslationBundle;
}): React.JSX.Element | null {
  const { provider, trans } = props;
  const text = provider.in_use
    ? trans.__('in use')
    : provider.configured
      ? trans.__('configured')
      : null;
  return text === null ? null : <span className="jp-AiStream-tag">{text}</span>;
}

/** What happens instead of a stream that the mode in force asks for, and why. */
function FallenBack(props: {
  findings: Capability[];
  trans: TranslationBundle;
}): React.JSX.Element {
  const { findings, trans } = props;
  return (
    <>
      {findings
        .filter(
          ({ mode, outlook }) =>
            isWarning(outlook) || (outlook === 'all-at-once' && mode !== 'off')
        )
        .slice(0, MOST_LINES)
        .map(finding => (
          <p className="jp-AiStream-effective" key={finding.id}>
            <strong>{finding.model}</strong> ·{' '}
            <Outlook of={prospectOf(finding)} trans={trans} />
            {!isWarning(finding.outlook) &&
              ` · ${learnedWords(finding, finding.mode, trans)}`}
          </p>
        ))}
    </>
  );
}

/** The rest is seen when the row is opened. */
const MOST_LINES = 3;

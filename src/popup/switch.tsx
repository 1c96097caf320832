import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { Decision, Providers, Target } from '../api/wire';
import { lockIcon } from '../components/icons';
import { ModeControl } from '../components/modeControl';
import { Outlook } from '../components/outlook';
import type { IStreamingModel } from '../tokens';
import { decidedWords } from '../words/decided';
import { choiceOf } from '../words/choice';
import { lockWords } from '../words/lock';
import { modelName } from '../words/modelName';
import { switchNameOf } from '../words/names';
import { becauseWords } from '../words/outlook';
import { overriddenWords } from '../words/overridden';
import { becauseTerm, nextResponseTerm } from '../words/terms';
import { askedFor, ownEntry, scopeOf } from './asked';
import { ScopeChoice, scopeWords } from './scope';

/** The mode of a model or of its provider, and what happens with the next message. */
export function Switch(props: {
  target: Target;
  decision: Decision;
  providers: Providers | null;
  model: IStreamingModel;
  trans: TranslationBundle;
}): React.JSX.Element {
  const { target, decision, providers, model, trans } = props;
  const own = ownEntry(target, providers);
  const [scope, setScope] = React.useState(() =>
    scopeOf(target, decision, providers)
  );
  const asked = askedFor(scope, target, decision, providers);
  const { locked, allowed } = asked.decision;
  const overrides = scope === 'provider' && !locked && own ? [own] : [];
  // A lock of models says nothing of their provider, and holds against its mode.
  const lock = lockWords(asked.decision, trans) ?? lockWords(decision, trans);
  const because = becauseWords(decision, trans);
  const note = React.useId();
  return (
    <>
      <p>
        <code>{modelName(target)}</code>
      </p>
      <div className="jp-AiStream-scope">
        <ScopeChoice
          scope={scope}
          target={target}
          trans={trans}
          onChange={setScope}
        />
        <ModeControl
          // What was refused, or is under way, is about one scope.
          key={scope}
          value={choiceOf(asked.mode, asked.decision)}
          inherits={!locked}
          inherited={asked.inherited}
          label={switchNameOf(scopeWords(scope, target, trans), trans)}
          describedBy={lock || overrides.length > 0 ? note : undefined}
          allowed={allowed}
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
      {lock && (
        <p
          id={overrides.length > 0 ? undefined : note}
          className="jp-AiStream-lock"
        >
          <lockIcon.react tag="span" elementSize="normal" />
          <span>{lock}</span>
        </p>
      )}
      {overrides.length > 0 && (
        <p id={note} className="jp-AiStream-lock">
          {overriddenWords(overrides, trans)}
        </p>
      )}
      <dl aria-live="polite">
        <Fact term={nextResponseTerm(trans)}>
          <Outlook of={decision} trans={trans} />
        </Fact>
        {because && <Fact term={becauseTerm(trans)}>{because}</Fact>}
        {!decision.locked && (
          <Fact term={trans.__('Mode')}>{decidedWords(decision, trans)}</Fact>
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

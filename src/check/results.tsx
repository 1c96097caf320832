import type { TranslationBundle } from '@jupyterlab/translation';
import type { LabIcon } from '@jupyterlab/ui-components';
import {
  checkIcon,
  circleEmptyIcon,
  errorIcon
} from '@jupyterlab/ui-components';
import * as React from 'react';

import type { CheckResult, Outcome } from '../api/wire';
import { warningIcon } from '../components/icons';

/** What each check found: what is wrong first, the rest folded, in the order in which they were made. */
export function Results(props: {
  results: CheckResult[];
  trans: TranslationBundle;
}): React.JSX.Element {
  const { results, trans } = props;
  const of = (outcome: Outcome) =>
    results.filter(each => each.outcome === outcome);
  const passed = of('passed');
  const skipped = of('skipped');
  return (
    <>
      <List
        label={trans.__('Problems')}
        results={[...of('failed'), ...of('warning')]}
        trans={trans}
      />
      <Fold
        title={trans._n(
          '%1 check passed',
          '%1 checks passed',
          passed.length,
          passed.length
        )}
        results={passed}
        trans={trans}
      />
      <Fold
        title={trans._n(
          '%1 check skipped',
          '%1 checks skipped',
          skipped.length,
          skipped.length
        )}
        results={skipped}
        trans={trans}
      />
    </>
  );
}

interface IListProps {
  results: CheckResult[];
  trans: TranslationBundle;
}

/** Nothing, where there is nothing to fold. */
function Fold(props: IListProps & { title: string }): React.JSX.Element | null {
  const { title, results, trans } = props;
  return results.length === 0 ? null : (
    <details className="jp-AiStream-checkFold">
      <summary>{title}</summary>
      <List label={title} results={results} trans={trans} />
    </details>
  );
}

function List(props: IListProps & { label: string }): React.JSX.Element | null {
  const { label, results, trans } = props;
  return results.length === 0 ? null : (
    <ul className="jp-AiStream-checkResults" aria-label={label}>
      {results.map(result => (
        <Result key={result.id} result={result} trans={trans} />
      ))}
    </ul>
  );
}

function Result(props: {
  result: CheckResult;
  trans: TranslationBundle;
}): React.JSX.Element {
  const { result, trans } = props;
  const icon = outcomeIcon(result.outcome);
  return (
    <li data-outcome={result.outcome}>
      <icon.react tag="span" elementSize="normal" aria-hidden />
      <div>
        <p>
          <strong>{result.title}</strong>{' '}
          <span className="jp-AiStream-hidden">
            {outcomeWord(result.outcome, trans)}
          </span>{' '}
          {result.explanation}
        </p>
        {result.hint && <p>{result.hint}</p>}
        {result.figures.length > 0 && (
          <p className="jp-AiStream-checkFigures">
            {result.figures.map(({ name, value }) => (
              <span key={name}>{trans.__('%1: %2', name, value)}</span>
            ))}
          </p>
        )}
      </div>
    </li>
  );
}

/** A shape of its own for each: colour alone says nothing to some. */
function outcomeIcon(outcome: Outcome): LabIcon {
  switch (outcome) {
    case 'passed':
      return checkIcon;
    case 'warning':
      return warningIcon;
    case 'failed':
      return errorIcon;
    case 'skipped':
      return circleEmptyIcon;
  }
}

function outcomeWord(outcome: Outcome, trans: TranslationBundle): string {
  switch (outcome) {
    case 'passed':
      return trans.__('OK');
    case 'warning':
      return trans.__('Warning');
    case 'failed':
      return trans.__('Failed');
    case 'skipped':
      return trans.__('Skipped');
  }
}

import type { TranslationBundle } from '@jupyterlab/translation';
import type { LabIcon } from '@jupyterlab/ui-components';
import {
  checkIcon,
  circleEmptyIcon,
  errorIcon,
  notTrustedIcon
} from '@jupyterlab/ui-components';
import * as React from 'react';

import type { CheckResult, Outcome } from '../api/wire';

/** What each check found, in the order in which they were made. */
export function Results(props: {
  results: CheckResult[];
  trans: TranslationBundle;
}): React.JSX.Element {
  const { results, trans } = props;
  return (
    <ul className="jp-AiStream-checkResults" aria-label={trans.__('Checks')}>
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
      return notTrustedIcon;
    case 'failed':
      return errorIcon;
    case 'skipped':
      return circleEmptyIcon;
  }
}

function outcomeWord(outcome: Outcome, trans: TranslationBundle): string {
  switch (outcome) {
    case 'passed':
      return trans.__('In order');
    case 'warning':
      return trans.__('Warning');
    case 'failed':
      return trans.__('Failed');
    case 'skipped':
      return trans.__('Left out');
  }
}

import type { TranslationBundle } from '@jupyterlab/translation';
import type { LabIcon } from '@jupyterlab/ui-components';
import {
  checkIcon,
  circleEmptyIcon,
  errorIcon,
  notTrustedIcon
} from '@jupyterlab/ui-components';
import * as React from 'react';

import type { CheckExchange, CheckResult, Outcome } from '../api/wire';

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

/** The four requests side by side. */
export function Comparison(props: {
  exchanges: CheckExchange[];
  trans: TranslationBundle;
}): React.JSX.Element {
  const { exchanges, trans } = props;
  const columns: [string, (each: CheckExchange) => string][] = [
    [trans.__('Status'), each => shown(each.status)],
    [trans.__('Content type'), each => shown(each.content_type)],
    [trans.__('First byte'), each => milliseconds(each.first_byte_ms)],
    [trans.__('Total'), each => milliseconds(each.total_ms)],
    [trans.__('Chunks'), each => shown(each.chunks)],
    [trans.__('Usage'), each => told(each.usage, trans)],
    [trans.__('Problem'), each => each.problem ?? '']
  ];
  return (
    // By the keyboard it can be scrolled only if it can have the focus.
    <div
      className="jp-AiStream-checkTable"
      tabIndex={0}
      role="region"
      aria-label={trans.__('Requests')}
    >
      <table>
        <thead>
          <tr>
            <th scope="col">{trans.__('Request')}</th>
            {columns.map(([title]) => (
              <th scope="col" key={title}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {exchanges.map(each => (
            <tr key={`${each.kind} ${each.by}`}>
              <th scope="row" title={each.url ?? undefined}>
                {requestName(each, trans)}
              </th>
              {columns.map(([title, value]) => (
                <td key={title}>{value(each)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="jp-AiStream-checkUrls">
        {Array.from(new Set(exchanges.map(({ url }) => url)))
          .filter(Boolean)
          .map(url => (
            <code key={url}>{url}</code>
          ))}
      </p>
    </div>
  );
}

function requestName(
  { kind, by }: CheckExchange,
  trans: TranslationBundle
): string {
  if (by === 'direct') {
    return kind === 'plain'
      ? trans.__('Plain, direct')
      : trans.__('Stream, direct');
  }
  return kind === 'plain'
    ? trans.__('Plain, Jupyter AI')
    : trans.__('Stream, Jupyter AI');
}

const NOTHING = '–';

function shown(value: string | number | null): string {
  return value === null ? NOTHING : String(value);
}

function milliseconds(value: number | null): string {
  return value === null ? NOTHING : `${Math.round(value)} ms`;
}

function told(value: boolean | null, trans: TranslationBundle): string {
  if (value === null) {
    return NOTHING;
  }
  return value ? trans.__('yes') : trans.__('no');
}

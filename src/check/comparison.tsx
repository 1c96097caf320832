import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { CheckExchange } from '../api/wire';
import { contentTypeTerm } from '../words/terms';

/** The four requests side by side. */
export function Comparison(props: {
  exchanges: CheckExchange[];
  trans: TranslationBundle;
}): React.JSX.Element {
  const { exchanges, trans } = props;
  const columns: [string, (each: CheckExchange) => string][] = [
    [trans.__('Status'), each => shown(each.status)],
    [contentTypeTerm(trans), each => shown(each.content_type)],
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
      ? trans.__('Non-streaming, direct')
      : trans.__('Streaming, direct');
  }
  return kind === 'plain'
    ? trans.__('Non-streaming, Jupyter AI')
    : trans.__('Streaming, Jupyter AI');
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

import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { Failure } from '../api/wire';
import { factsOf, quotesOf } from '../components/facts';

/** What was seen, and the words of the endpoint and of the client library. */
export function Details(props: {
  failure: Failure;
  trans: TranslationBundle;
}): React.JSX.Element {
  const { failure, trans } = props;
  return (
    <div className="jp-AiStream-failureDetails">
      <dl>
        {factsOf(failure, trans).map(([name, value]) => (
          <React.Fragment key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </React.Fragment>
        ))}
      </dl>
      {quotesOf(failure, trans).map(([who, text]) => (
        <figure key={who}>
          <figcaption>{who}</figcaption>
          {/* By the keyboard it can be scrolled only if it can have the focus. */}
          <pre tabIndex={0}>{text}</pre>
        </figure>
      ))}
    </div>
  );
}

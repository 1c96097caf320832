import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { Failure } from '../api/wire';
import { factsOf } from './facts';

/** What was seen, and the provider's own words. */
export function Details(props: {
  failure: Failure;
  trans: TranslationBundle;
}): React.JSX.Element {
  const { failure, trans } = props;
  return (
    <div className="jp-AiStream-bannerDetails">
      <dl>
        {factsOf(failure, trans).map(([name, value]) => (
          <React.Fragment key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </React.Fragment>
        ))}
      </dl>
      {/* By the keyboard it can be scrolled only if it can have the focus. */}
      {failure.raw && <pre tabIndex={0}>{failure.raw}</pre>}
    </div>
  );
}

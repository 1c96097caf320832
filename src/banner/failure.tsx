import * as React from 'react';

import { Action } from '../components/action';
import type { IOffers } from '../components/offer';
import { Offer, offered } from '../components/offer';
import { modelName } from '../words/modelName';
import { Hint } from './hint';
import { severityIcon, severityWord } from './severity';

/** So many buttons have room in a line; all of them are in the dialog. */
const MOST = 2;

/** Useful where the details are read, and not before. */
const LATER = ['copy-details', 'help'];

/** One failure in a line: what it is, the best that can be done about it, and the way to the details. */
export function FailureView(
  props: IOffers & { onDetails: () => void }
): React.JSX.Element {
  const { failure, trans, onDetails } = props;
  const icon = severityIcon(failure.severity);
  const who = [failure.persona, modelName(failure)].filter(Boolean).join(' · ');
  return (
    <div className="jp-AiStream-bannerBody">
      <p className="jp-AiStream-bannerTitle">
        <icon.react tag="span" elementSize="normal" aria-hidden />
        <span title={`${failure.title} ${who}`}>
          <span className="jp-AiStream-bannerWord">
            {severityWord(failure.severity, trans)}
          </span>{' '}
          <strong>{failure.title}</strong> <code>{who}</code>
        </span>
      </p>
      <div className="jp-AiStream-bannerActions">
        {offered(props)
          .filter(action => !LATER.includes(action))
          .slice(0, MOST)
          .map(action => (
            <Offer {...props} key={action} action={action} />
          ))}
        <Action
          text={trans.__('Details…')}
          onAct={() => {
            onDetails();
            return Promise.resolve();
          }}
        />
      </div>
      {/* As much of it as there is room for. */}
      <p className="jp-AiStream-bannerHint" title={failure.hint}>
        <Hint failure={failure} trans={trans} />
      </p>
    </div>
  );
}

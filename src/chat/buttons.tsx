import '../../style/offers.css';

import * as React from 'react';

import type { IOffers } from '../components/offer';
import { Offer, offered, offersLabel } from '../components/offer';

/** All that can be done about a failure. */
export function Buttons(props: IOffers): React.JSX.Element {
  return (
    <div
      className="jp-AiStream-buttons"
      role="group"
      aria-label={offersLabel(props.failure, props.trans)}
    >
      {offered(props).map(action => (
        <Offer {...props} key={action} action={action} />
      ))}
    </div>
  );
}

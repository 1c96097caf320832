import '../../style/failure.css';

import * as React from 'react';

import { showDialog } from '../components/dialog';
import type { IOffers } from '../components/offer';
import { Offer, offered } from '../components/offer';
import { Details } from './details';
import { Hint } from './hint';

/**
 * Show all there is to say about a failure, and all that can be done.
 *
 * @returns settles when the dialog is closed.
 */
export async function showFailure(props: IOffers): Promise<void> {
  const { failure, trans } = props;
  await showDialog(
    failure.title,
    close => (
      <div className="jp-AiStream-failure">
        <p>{failure.explanation}</p>
        <p>
          <Hint failure={failure} trans={trans} />
        </p>
        <div className="jp-AiStream-buttons">
          {offered(props).map(action => (
            // JupyterLab shows what else is opened once this dialog is closed.
            <Offer {...props} key={action} action={action} onDone={close} />
          ))}
        </div>
        <Details failure={failure} trans={trans} />
      </div>
    ),
    trans
  );
}

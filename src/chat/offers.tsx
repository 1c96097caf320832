import '../../style/offers.css';

import type { IDisposable } from '@lumino/disposable';
import * as React from 'react';

import type { IOffers } from '../components/offer';
import { Offer, offered, offersLabel } from '../components/offer';
import type { IStreamingModel } from '../tokens';

/**
 * All that can be done about a failure, in a chat. While it can be seen, the banner need not say
 * the same.
 */
export function Offers(
  props: IOffers & { model: IStreamingModel }
): React.JSX.Element {
  const { model, failure, trans } = props;
  const node = React.useRef<HTMLDivElement>(null);
  React.useEffect(
    () => whileSeen(node.current, () => model.tell(failure.id)),
    [model, failure.id]
  );
  return (
    <div
      ref={node}
      className="jp-AiStream-offers"
      role="group"
      aria-label={offersLabel(failure, trans)}
    >
      {offered(props).map(action => (
        <Offer {...props} key={action} action={action} />
      ))}
    </div>
  );
}

/**
 * Hold something as long as an element is on the page and not in a hidden tab.
 *
 * @returns ends it.
 */
function whileSeen(
  node: HTMLElement | null,
  hold: () => IDisposable
): () => void {
  let held: IDisposable | null = null;
  const release = () => {
    held?.dispose();
    held = null;
  };
  const observer = new ResizeObserver(() => {
    if (node?.offsetParent) {
      held ??= hold();
    } else {
      release();
    }
  });
  if (node) {
    observer.observe(node);
  }
  return () => {
    observer.disconnect();
    release();
  };
}

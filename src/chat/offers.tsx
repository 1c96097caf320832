import * as React from 'react';

import type { IOffers } from '../components/offer';
import type { IStreamingModel } from '../tokens';

type IProps = IOffers & { model: IStreamingModel };

/**
 * The buttons of a failure, in a chat: loaded with the first one. While they can be seen,
 * the banner need not say the same.
 */
export function Offers(props: IProps): React.JSX.Element {
  const [Buttons, setButtons] =
    React.useState<React.FunctionComponent<IOffers> | null>(null);
  const node = React.useRef<HTMLDivElement>(null);
  const { model, failure } = props;
  React.useEffect(() => {
    void import('./buttons').then(({ Buttons: loaded }) =>
      setButtons(() => loaded)
    );
  }, []);
  React.useEffect(
    () => whileSeen(node.current, () => model.tell(failure.id)),
    [model, failure.id]
  );
  return (
    <div ref={node} className="jp-AiStream-offers">
      {Buttons && <Buttons {...props} />}
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
  hold: () => { dispose: () => void }
): () => void {
  let held: { dispose: () => void } | null = null;
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

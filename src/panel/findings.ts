import * as React from 'react';

import type { Capability } from '../api/wire';
import type { IStreamingModel } from '../tokens';

/**
 * What the server found out about the models, asked for while it is shown and
 * whenever the model learns something.
 *
 * @returns `null` until there was an answer. A failure leaves what was known:
 *   the model says by itself that the server does not answer.
 */
export function useFindings(model: IStreamingModel): Capability[] | null {
  const [findings, setFindings] = React.useState<Capability[] | null>(null);
  React.useEffect(() => {
    let asked = 0;
    const ask = async () => {
      const turn = ++asked;
      try {
        const answer = await model.capabilities();
        if (turn === asked) {
          setFindings(answer);
        }
      } catch {
        // See above.
      }
    };
    const onChange = () => void ask();
    onChange();
    model.changed.connect(onChange);
    model.events.connect(onChange);
    return () => {
      asked = -1;
      model.changed.disconnect(onChange);
      model.events.disconnect(onChange);
    };
  }, [model]);
  return findings;
}

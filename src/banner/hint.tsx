import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { Failure } from '../api/wire';
import { duration } from './duration';

/** What to do about a failure. A time to wait in it counts down, and ends. */
export function Hint(props: {
  failure: Pick<Failure, 'hint' | 'wait' | 'last_seen'>;
  trans: TranslationBundle;
}): React.JSX.Element {
  const { hint, wait, last_seen } = props.failure;
  const left = useSecondsLeft(wait, last_seen);
  if (wait === null || left === null || !hint.includes(duration(wait))) {
    return <>{hint}</>;
  }
  return (
    // Not read out each second.
    <span role="timer" aria-live="off">
      {left > 0
        ? hint.replace(duration(wait), duration(left))
        : props.trans.__('The wait is over. Try again.')}
    </span>
  );
}

/**
 * How much is left of a wait that was asked for at a time.
 *
 * @returns `null` where there is none.
 */
function useSecondsLeft(wait: number | null, since: string): number | null {
  const [now, setNow] = React.useState(Date.now);
  const end = Date.parse(since) + 1000 * (wait ?? 0);
  // The clock of the server may be ahead: nobody waits for longer than was asked.
  const left =
    wait === null ? null : Math.min(wait, Math.max(0, (end - now) / 1000));
  const counts = left !== null && left > 0;
  React.useEffect(() => {
    setNow(Date.now());
    if (!counts) {
      return undefined;
    }
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [counts, end]);
  return left;
}

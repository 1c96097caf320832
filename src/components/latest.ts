import * as React from 'react';

export interface ILatest<T> {
  /**
   * @returns whether nothing newer was chosen meanwhile.
   * @throws why the call failed, if nothing newer was chosen meanwhile.
   */
  readonly choose: (value: T) => Promise<boolean>;
  /** Whether the component is still on the page. */
  readonly mounted: () => boolean;
}

/**
 * Calls one after the other, so that the server is told in the order of the
 * clicks; of those that wait only the last is made.
 */
export function useLatest<T>(call: (value: T) => Promise<unknown>): ILatest<T> {
  const state = React.useRef({ turn: 0, last: Promise.resolve(), alive: true });
  const latest = React.useRef(call);
  latest.current = call;
  React.useEffect(() => {
    const { current } = state;
    current.alive = true;
    return () => {
      current.alive = false;
    };
  }, []);

  const choose = (value: T): Promise<boolean> => {
    const { current } = state;
    const turn = ++current.turn;
    const run = async () => {
      try {
        if (turn === current.turn) {
          await latest.current(value);
        }
      } catch (error) {
        // Of a choice that was taken back meanwhile nobody wants to hear.
        if (turn === current.turn) {
          throw error;
        }
      }
      return turn === current.turn;
    };
    const answer = current.last.then(run);
    // The next call waits for this one, whatever comes of it.
    current.last = answer.then(
      () => undefined,
      () => undefined
    );
    return answer;
  };
  return { choose, mounted: () => state.current.alive };
}

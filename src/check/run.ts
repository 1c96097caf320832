import * as React from 'react';

import type { CheckRequest, CheckRun } from '../api/wire';
import type { IStreamingModel } from '../tokens';

/** The part of the model that is needed here. */
export type CheckModel = Pick<
  IStreamingModel,
  'beginCheck' | 'check' | 'cancelCheck' | 'events'
>;

/**
 * How long a check that runs may be silent, in milliseconds, before it is asked
 * after: on some networks no events arrive.
 */
const SILENCE = 3000;

export interface IRunning {
  /** `null` before the first check. */
  readonly run: CheckRun | null;
  /** Why it could not be begun, or was lost. */
  readonly refusal: unknown;
  /** Begin a check. Never rejects: see `refusal`. */
  readonly begin: (request: CheckRequest) => Promise<void>;
  /** End it. */
  readonly cancel: () => Promise<void>;
  /** Have its verdict follow a change of the mode. Never rejects: see `refusal`. */
  readonly follow: () => Promise<void>;
}

/** A check that is followed as it goes on, and ended when nobody looks any more. */
export function useRun(model: CheckModel): IRunning {
  const [run, setRun] = React.useState<CheckRun | null>(null);
  const [refusal, setRefusal] = React.useState<unknown>(null);
  const current = React.useRef<CheckRun | null>(null);
  const alive = React.useRef(true);

  const show = (next: CheckRun) => {
    if (alive.current && isNewer(next, current.current)) {
      current.current = next;
      setRun(next);
    }
  };
  const look = async (id: string) => {
    try {
      show(await model.check(id));
    } catch (error) {
      setRefusal(error);
    }
  };
  const begin = async (request: CheckRequest) => {
    setRefusal(null);
    try {
      const begun = await model.beginCheck(request);
      current.current = begun;
      if (alive.current) {
        setRun(begun);
        await look(begun.id);
      } else {
        await model.cancelCheck(begun.id);
      }
    } catch (error) {
      setRefusal(error);
    }
  };
  const follow = async () => {
    const shown = current.current;
    if (shown && shown.state !== 'running') {
      try {
        const next = await model.check(shown.id);
        if (alive.current && current.current === shown) {
          current.current = next;
          setRun(next);
        }
      } catch (error) {
        setRefusal(error);
      }
    }
  };
  const cancel = async () => {
    if (current.current?.state === 'running') {
      show(await model.cancelCheck(current.current.id));
    }
  };

  React.useEffect(() => {
    alive.current = true;
    const onEvent: Parameters<typeof model.events.connect>[0] = (_, event) => {
      if (
        event.kind === 'check-progressed' &&
        event.id === current.current?.id
      ) {
        void look(event.id);
      } else if (event.kind === 'decision-changed') {
        void follow();
      }
    };
    model.events.connect(onEvent);
    return () => {
      alive.current = false;
      model.events.disconnect(onEvent);
      void cancel().catch(() => undefined);
    };
  }, []);

  React.useEffect(() => {
    if (run?.state !== 'running') {
      return undefined;
    }
    const timer = setTimeout(() => void look(run.id), SILENCE);
    return () => clearTimeout(timer);
  }, [run]);

  return { run, refusal, begin, cancel, follow };
}

/** Answers may overtake each other. */
function isNewer(next: CheckRun, shown: CheckRun | null): boolean {
  return (
    next.id === shown?.id &&
    (next.state !== 'running' || next.results.length >= shown.results.length) &&
    shown.state === 'running'
  );
}

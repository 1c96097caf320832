import * as React from 'react';

import { Problem } from './problem';

/** A button whose work takes time and may be refused. */
export function Action(props: {
  /** What is done, where the text alone does not say it to a screen reader. */
  label?: string;
  text: string;
  disabled?: boolean;
  /** Something else is under way, and this has to wait for it. */
  waits?: boolean;
  /** Whether it is the next sensible step, which is accented. */
  isNext?: boolean;
  onAct: () => Promise<unknown>;
}): React.JSX.Element {
  const { label, text, disabled, waits, isNext, onAct } = props;
  const [busy, setBusy] = React.useState(false);
  const [refusal, setRefusal] = React.useState<unknown>(null);
  const act = async () => {
    setBusy(true);
    setRefusal(null);
    try {
      await onAct();
    } catch (error) {
      setRefusal(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <button
        type="button"
        className={`jp-mod-styled jp-AiStream-action${isNext ? ' jp-mod-accept' : ''}`}
        aria-label={label}
        aria-busy={busy}
        aria-disabled={waits}
        // Not `disabled` while it works: the focus would be lost.
        disabled={disabled}
        onClick={() => {
          if (!busy && !waits) {
            void act();
          }
        }}
      >
        {text}
      </button>
      {refusal !== null && <Problem error={refusal} />}
    </>
  );
}

import * as React from 'react';

import { Problem } from './problem';

/** A button whose work takes time and may be refused. */
export function Action(props: {
  /** What is done, where the text alone does not say it to a screen reader. */
  label?: string;
  text: string;
  disabled?: boolean;
  onAct: () => Promise<unknown>;
}): React.JSX.Element {
  const { label, text, disabled, onAct } = props;
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
        className="jp-mod-styled jp-AiStream-action"
        aria-label={label}
        aria-busy={busy}
        // Not `disabled` while it works: the focus would be lost.
        disabled={disabled}
        onClick={() => {
          if (!busy) {
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

import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { Mode } from '../api/wire';
import { MODES, modeName, modeWords } from '../words/mode';
import { useLatest } from './latest';
import { Problem } from './problem';

interface IModeControlProps {
  /** What is asked for, `null` being "inherit". */
  value: Mode | null;
  /** Whether "inherit" can be chosen. */
  inherits: boolean;
  /** What is inherited, if that is known. */
  inherited?: Mode;
  /** What the control is about, for those who do not see where it stands. */
  label: string;
  /** The id of a text that says why the control is disabled. */
  describedBy?: string;
  disabled?: boolean;
  /** Settles when the change is in force; rejects with the reason why it is not. */
  onChange: (mode: Mode | null) => Promise<unknown>;
  trans: TranslationBundle;
}

/**
 * The switch itself. What was chosen is shown at once and sent in order; a
 * refusal takes it back and says why.
 */
export function ModeControl(props: IModeControlProps): React.JSX.Element {
  const { value, inherits, inherited, label, describedBy, disabled, trans } =
    props;
  const group = React.useId();
  const [wish, setWish] = React.useState<{ mode: Mode | null } | null>(null);
  const [refusal, setRefusal] = React.useState<unknown>(null);
  const { choose, mounted } = useLatest(props.onChange);
  const shown = wish ? wish.mode : value;

  const onChoose = async (mode: Mode | null) => {
    setWish({ mode });
    setRefusal(null);
    try {
      if ((await choose(mode)) && mounted()) {
        setWish(null);
      }
    } catch (error) {
      if (mounted()) {
        setWish(null);
        setRefusal(error);
      }
    }
  };

  const option = (mode: Mode | null, name: string, hint: string) => (
    <label className="jp-AiStream-option" title={hint} key={name}>
      <input
        type="radio"
        name={group}
        value={mode ?? 'inherit'}
        checked={shown === mode}
        disabled={disabled}
        onChange={() => void onChoose(mode)}
      />
      <span>{name}</span>
    </label>
  );

  return (
    <div className="jp-AiStream-control">
      <div
        className="jp-AiStream-options"
        role="radiogroup"
        aria-label={label}
        aria-describedby={describedBy}
        aria-disabled={disabled}
        aria-busy={wish !== null}
      >
        {inherits &&
          option(
            null,
            trans.__('Inherit'),
            inherited
              ? trans.__(
                  'No mode of its own: now %1',
                  modeName(inherited, trans)
                )
              : trans.__('No mode of its own')
          )}
        {MODES.map(mode =>
          option(mode, modeName(mode, trans), modeWords(mode, trans))
        )}
      </div>
      {refusal !== null && <Problem error={refusal} />}
    </div>
  );
}

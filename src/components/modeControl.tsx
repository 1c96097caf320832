import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { Mode } from '../api/wire';
import { MODES, modeName, modeWords } from '../words/mode';
import { useLatest } from './latest';
import { Problem } from './problem';

interface IModeControlProps {
  /** What is asked for; `null`: nothing here, and the default counts. */
  value: Mode | null;
  /** Whether the default can be chosen. */
  inherits: boolean;
  /** What the default comes to; `null`: not known yet. */
  inherited: Mode | null;
  /** What the control is about, for those who do not see where it stands. */
  label: string;
  /** The modes that can be chosen; with one of them there is nothing to choose. */
  allowed?: readonly Mode[];
  /** The id of a text that says why not all of them can be. */
  describedBy?: string;
  /** Settles when the change is in force; rejects with the reason why it is not. */
  onChange: (mode: Mode | null) => Promise<unknown>;
  trans: TranslationBundle;
}

/**
 * The switch itself. What was chosen is shown at once and sent in order; a
 * refusal takes it back and says why. Arrows only move the focus: each choice
 * is in force at once, and what is passed on the way is none.
 */
export function ModeControl(props: IModeControlProps): React.JSX.Element {
  const { value, inherits, inherited, label, describedBy, trans } = props;
  const allowed = props.allowed ?? MODES;
  const locked = allowed.length === 1;
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
        disabled={locked || (mode !== null && !allowed.includes(mode))}
        onChange={() => void onChoose(mode)}
        onKeyDown={onKey}
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
        aria-disabled={locked}
        aria-busy={wish !== null}
      >
        {inherits &&
          option(
            null,
            inherited
              ? trans.__('Default (%1)', modeName(inherited, trans))
              : trans.__('Default'),
            trans.__('Use the broader setting')
          )}
        {MODES.map(mode =>
          option(mode, modeName(mode, trans), modeWords(mode, trans))
        )}
      </div>
      {refusal !== null && <Problem error={refusal} />}
    </div>
  );
}

/** By how many radio buttons a key moves on. */
const STEPS: Readonly<Record<string, number>> = {
  ArrowRight: 1,
  ArrowDown: 1,
  ArrowLeft: -1,
  ArrowUp: -1
};

/** A browser's own radio buttons are chosen by the arrow that reaches them. */
function onKey(event: React.KeyboardEvent<HTMLInputElement>): void {
  const here = event.currentTarget;
  const step = STEPS[event.key];
  if (step !== undefined) {
    const all = Array.from(
      here
        .closest('[role=radiogroup]')
        ?.querySelectorAll<HTMLInputElement>('input:enabled') ?? []
    );
    all[(all.indexOf(here) + step + all.length) % all.length]?.focus();
  } else if (event.key === 'Enter') {
    here.click();
  } else {
    return;
  }
  event.preventDefault();
}

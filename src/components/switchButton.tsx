import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { IStreamingModel } from '../tokens';
import { switchName } from '../words/names';
import { summarize } from '../words/summary';
import { iconOf, streamIcon } from './icons';

/** A button that says where the switch stands, in the status bar or in a chat. */
export function SwitchButton(props: {
  model: IStreamingModel;
  /** Without text beside the icon. */
  compact?: boolean;
  /** Whether the model knows about the place where the button stands. */
  isAbout?: boolean;
  trans: TranslationBundle;
  onClick: (anchor: HTMLElement) => void;
}): React.JSX.Element {
  const { model, compact, isAbout = true, trans, onClick } = props;
  const summary = summarize(model, trans);
  const icon = isAbout ? iconOf(summary) : streamIcon;
  const text = isAbout ? summary.short : switchName(trans);
  const details = isAbout ? [summary.now, summary.why] : [];
  return (
    <button
      type="button"
      className="jp-AiStream-button"
      aria-haspopup="dialog"
      aria-expanded={false}
      aria-label={compact ? text : undefined}
      title={[text, ...details].filter(Boolean).join('\n')}
      onClick={event => onClick(event.currentTarget)}
    >
      <icon.react tag="span" elementSize="normal" />
      {!compact && <span>{text}</span>}
    </button>
  );
}

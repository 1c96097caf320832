import type { TranslationBundle } from '@jupyterlab/translation';
import { caretLeftIcon, caretRightIcon } from '@jupyterlab/ui-components';
import * as React from 'react';

/** Which of several failures is shown, and the way to the others. */
export function Pages(props: {
  index: number;
  count: number;
  trans: TranslationBundle;
  onChoose: (index: number) => void;
}): React.JSX.Element {
  const { index, count, trans, onChoose } = props;
  const turn = (by: number) => onChoose((index + by + count) % count);
  return (
    <>
      <button
        type="button"
        className="jp-AiStream-iconButton"
        aria-label={trans.__('Previous failure')}
        onClick={() => turn(-1)}
      >
        <caretLeftIcon.react tag="span" />
      </button>
      <span>{trans.__('%1 of %2', index + 1, count)}</span>
      <button
        type="button"
        className="jp-AiStream-iconButton"
        aria-label={trans.__('Next failure')}
        onClick={() => turn(1)}
      >
        <caretRightIcon.react tag="span" />
      </button>
    </>
  );
}

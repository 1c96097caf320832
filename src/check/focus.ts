import * as React from 'react';

import type { CheckRun } from '../api/wire';

/** Once a check has ended, the focus is on the next sensible step, unless somebody types or reads on. */
export function useFocusOnNext(
  view: React.RefObject<HTMLElement>,
  run: CheckRun | null
): void {
  React.useLayoutEffect(() => {
    // The button that had the focus is gone; without it no key reaches the dialog.
    if (document.activeElement === document.body) {
      view.current?.focus();
    }
  });
  const ended = run?.state === 'done' ? run.id : null;
  React.useEffect(() => {
    if (ended !== null && isFree(view.current)) {
      view.current?.querySelector<HTMLElement>('.jp-mod-accept')?.focus();
    }
  }, [ended]);
}

/** Whether nobody types or reads in the view: the dialog is modal, whoever had the focus before. */
function isFree(view: HTMLElement | null): boolean {
  const { activeElement } = document;
  return (
    activeElement === view ||
    activeElement instanceof HTMLButtonElement ||
    !view?.contains(activeElement)
  );
}

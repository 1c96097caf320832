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

/** Whether the focus is where JupyterLab or a pressed button left it. */
function isFree(view: HTMLElement | null): boolean {
  const { activeElement } = document;
  return (
    activeElement === document.body ||
    activeElement === view ||
    (activeElement instanceof HTMLButtonElement &&
      activeElement.closest('.jp-Dialog') === view?.closest('.jp-Dialog'))
  );
}

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
    if (ended === null) {
      return;
    }
    if (isFree(view.current)) {
      focusNext(view.current);
    }
    // The dialog gives the view the focus after it is drawn, and again what a page behind it took;
    // who presses a mouse button in its text selects some.
    const onFocus = () => {
      if (!view.current?.matches(':hover:active')) {
        focusNext(view.current);
      }
    };
    view.current?.addEventListener('focus', onFocus);
    return () => view.current?.removeEventListener('focus', onFocus);
  }, [ended]);
}

function focusNext(view: HTMLElement | null): void {
  view?.querySelector<HTMLElement>('.jp-mod-accept')?.focus();
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

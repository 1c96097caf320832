/**
 * React on the page, as the user would meet it.
 */
import type * as React from 'react';
import { act } from 'react';
import { createRoot } from 'react-dom/client';

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

/** Draw it into a new element of the page. */
export async function draw(element: React.ReactElement): Promise<HTMLElement> {
  const host = document.body.appendChild(document.createElement('div'));
  const root = createRoot(host);
  roots.push(() => {
    root.unmount();
    host.remove();
  });
  // eslint-disable-next-line @typescript-eslint/require-await -- so that React waits for what follows
  await act(async () => root.render(element));
  return host;
}

/** Do something, and wait until what follows from it is drawn. */
export async function doing(what: () => unknown): Promise<void> {
  await act(async () => {
    await what();
  });
}

/** Wait for something to be drawn: JupyterLab does that when the browser is idle. */
export async function seen<T>(find: () => T | null): Promise<T> {
  for (;;) {
    const found = find();
    if (found !== null) {
      return found;
    }
    await doing(() => new Promise(resolve => setTimeout(resolve)));
  }
}

/** Take everything off the page again. */
export async function erase(): Promise<void> {
  for (const remove of roots.splice(0)) {
    await doing(remove);
  }
}

const roots: (() => void)[] = [];

/** The element with this role and name. */
export function byRole(
  host: ParentNode,
  selector: string,
  name: string
): HTMLElement {
  const found = Array.from(host.querySelectorAll<HTMLElement>(selector)).find(
    each => nameOf(each) === name
  );
  if (!found) {
    throw new Error(`no ${selector} named ${name}`);
  }
  return found;
}

/** The field with this name. */
export function fieldOf(host: ParentNode, name: string): HTMLInputElement {
  const found = byRole(host, 'input', name);
  if (!(found instanceof HTMLInputElement)) {
    throw new Error(`${name} is no field`);
  }
  return found;
}

export function nameOf(element: HTMLElement): string {
  return (
    element.getAttribute('aria-label') ??
    element.closest('label')?.textContent ??
    element.textContent ??
    ''
  ).trim();
}

/** The names of the radio buttons, the chosen one in brackets. */
export function options(host: ParentNode, group: string): string {
  const radios = byRole(
    host,
    '[role=radiogroup]',
    group
  ).querySelectorAll<HTMLInputElement>('input');
  return Array.from(radios, radio =>
    radio.checked ? `[${nameOf(radio)}]` : nameOf(radio)
  ).join(' ');
}

/** Type into a field as React hears of it. */
export function type(field: HTMLInputElement, text: string): void {
  const { set } =
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value') ?? {};
  set?.call(field, text);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

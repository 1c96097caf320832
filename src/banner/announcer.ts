import type { Failure } from '../api/wire';

/**
 * Reads failures out to screen readers, each once. Its element is on the page
 * before there is anything to say: what comes with its text is not read.
 */
export class Announcer {
  constructor(host: HTMLElement) {
    this._node = document.createElement('div');
    this._node.className = 'jp-AiStream-announcer';
    this._node.setAttribute('role', 'status');
    host.appendChild(this._node);
  }

  /** Say the newest one, if it was not said yet. */
  announce(failures: readonly Failure[]): void {
    const newest = failures.find(({ id }) => !this._said.has(id));
    this._said = new Set(failures.map(({ id }) => id));
    if (newest) {
      const { title, explanation, hint } = newest;
      this._node.textContent = `${title}. ${explanation} ${hint}`;
    } else if (failures.length === 0) {
      this._node.textContent = '';
    }
  }

  private readonly _node: HTMLElement;
  private _said = new Set<string>();
}

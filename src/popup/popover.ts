import type { Message } from '@lumino/messaging';
import { PanelLayout, Widget } from '@lumino/widgets';

const FOCUSABLE =
  'button:not(:disabled), select:not(:disabled), input[type=radio]:checked:not(:disabled)';

/** Between the box and what it belongs to, in pixels. */
const GAP = 4;

/**
 * A small box beside an element of the page. Escape closes it and gives the
 * focus back; so does a click elsewhere, which keeps the focus where it went.
 * JupyterLab's own is part of the status bar, which not every application has.
 */
export class Popover extends Widget {
  /**
   * @param _anchor - what the box belongs to, and gets the focus back.
   * @param content - owned from now on.
   */
  constructor(
    private readonly _anchor: HTMLElement,
    content: Widget,
    label: string
  ) {
    super();
    this.addClass('jp-ThemedContainer');
    this.addClass('jp-AiStream-popover');
    this.node.setAttribute('role', 'dialog');
    this.node.setAttribute('aria-label', label);
    const layout = new PanelLayout();
    layout.addWidget(content);
    this.layout = layout;
  }

  open(): void {
    Widget.attach(this, document.body);
    this._place();
  }

  /** Close, and put the focus back where it came from. */
  dismiss(): void {
    this.dispose();
    this._anchor.focus();
  }

  /** Put the focus on the first thing to use. */
  focusFirst(): void {
    this._focusable[0]?.focus();
  }

  handleEvent(event: Event): void {
    switch (event.type) {
      case 'keydown':
        this._onKey(event as KeyboardEvent);
        break;
      case 'pointerdown':
        if (!this._isOurs(event.target)) {
          this.dispose();
        }
        break;
      case 'resize':
        this._place();
        break;
    }
  }

  protected override onAfterAttach(message: Message): void {
    super.onAfterAttach(message);
    this._anchor.setAttribute('aria-expanded', 'true');
    // Of the document: a chat that has just loaded takes the focus away.
    document.addEventListener('keydown', this);
    document.addEventListener('pointerdown', this, true);
    window.addEventListener('resize', this);
  }

  protected override onBeforeDetach(message: Message): void {
    this._anchor.setAttribute('aria-expanded', 'false');
    document.removeEventListener('keydown', this);
    document.removeEventListener('pointerdown', this, true);
    window.removeEventListener('resize', this);
    super.onBeforeDetach(message);
  }

  private _onKey(event: KeyboardEvent): void {
    if (event.key === 'Escape') {
      event.preventDefault();
      this.dismiss();
    } else if (event.key === 'Tab') {
      this._wrap(event);
    }
  }

  /** The box hangs at the end of the page: Tab would leave the page instead of the box. */
  private _wrap(event: KeyboardEvent): void {
    const all = this._focusable;
    const [from, to] = event.shiftKey
      ? [all[0], all[all.length - 1]]
      : [all[all.length - 1], all[0]];
    if (document.activeElement === from) {
      event.preventDefault();
      to?.focus();
    }
  }

  private get _focusable(): HTMLElement[] {
    return Array.from(this.node.querySelectorAll<HTMLElement>(FOCUSABLE));
  }

  private _isOurs(target: EventTarget | null): boolean {
    return (
      target instanceof Node &&
      (this.node.contains(target) || this._anchor.contains(target))
    );
  }

  /** Above the anchor or below it, where there is more room; within the window. */
  private _place(): void {
    const anchor = this._anchor.getBoundingClientRect();
    const { innerHeight, innerWidth } = window;
    const { style } = this.node;
    const below = innerHeight - anchor.bottom;
    const isAbove = anchor.top >= below;
    style.bottom = isAbove ? `${innerHeight - anchor.top + GAP}px` : '';
    style.top = isAbove ? '' : `${anchor.bottom + GAP}px`;
    style.maxHeight = `${(isAbove ? anchor.top : below) - 2 * GAP}px`;
    const most = innerWidth - this.node.offsetWidth - GAP;
    style.left = `${Math.max(GAP, Math.min(anchor.left, most))}px`;
  }
}

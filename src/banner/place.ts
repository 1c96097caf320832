import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { Widget } from '@lumino/widgets';
import { BoxLayout } from '@lumino/widgets';

/**
 * Put it at the bottom of the page, above the status bar if there is one: menus, tabs and toolbars stay
 * where they are. JupyterLab has an area of that name; Notebook has none, and its page is a column.
 */
export function putAtBottom(
  shell: JupyterFrontEnd.IShell,
  isLab: boolean,
  banner: Widget
): void {
  const page = (shell as Partial<Widget>).layout;
  if (isLab) {
    shell.add(banner, 'bottom', { rank: 0 });
  } else if (page instanceof BoxLayout) {
    page.addWidget(banner);
  } else {
    shell.add(banner, 'top');
  }
}

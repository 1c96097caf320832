import '../../style/help.css';

import type { JupyterFrontEnd } from '@jupyterlab/application';
import { MainAreaWidget } from '@jupyterlab/apputils';
import type { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import type { TranslationBundle } from '@jupyterlab/translation';
import { Widget } from '@lumino/widgets';

import text from '../../docs/troubleshooting.md';
import { streamIcon } from '../components/icons';

const ID = 'jp-AiStream-help';
const MARKDOWN = 'text/markdown';

/** Open the help page, or come back to it; at a section, if one is named. */
export async function showHelp(
  shell: JupyterFrontEnd.IShell,
  rendermime: IRenderMimeRegistry,
  trans: TranslationBundle,
  section: string | null
): Promise<void> {
  const page = opened(shell) ?? (await open(shell, rendermime, trans));
  shell.activateById(page.id);
  const heading = Array.from(page.node.querySelectorAll('h2')).find(each =>
    // JupyterLab adds a mark with a link to itself.
    each.textContent?.startsWith(section ?? '\n')
  );
  heading?.scrollIntoView();
}

function opened(shell: JupyterFrontEnd.IShell): Widget | null {
  for (const widget of shell.widgets('main')) {
    if (widget.id === ID) {
      return widget;
    }
  }
  return null;
}

async function open(
  shell: JupyterFrontEnd.IShell,
  rendermime: IRenderMimeRegistry,
  trans: TranslationBundle
): Promise<Widget> {
  const content = rendermime.createRenderer(MARKDOWN);
  content.addClass('jp-AiStream-help');
  await content.renderModel(
    rendermime.createModel({ data: { [MARKDOWN]: text }, trusted: false })
  );
  const page = new MainAreaWidget({ content });
  page.id = ID;
  page.title.label = trans.__('AI Streaming Help');
  page.title.icon = streamIcon;
  page.title.closable = true;
  shell.add(page, 'main');
  await page.revealed;
  return page;
}

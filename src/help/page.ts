import '../../style/help.css';

import type { JupyterFrontEnd } from '@jupyterlab/application';
import { MainAreaWidget } from '@jupyterlab/apputils';
import type { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import type { TranslationBundle } from '@jupyterlab/translation';
import { Widget } from '@lumino/widgets';

import { streamIcon } from '../components/icons';
import { helpText } from './text';

const ID = 'jp-AiStream-help';
const MARKDOWN = 'text/markdown';

/**
 * Open the help page, or come back to it; at a section, if one is named.
 *
 * @param language - the one that JupyterLab speaks.
 */
export async function showHelp(
  shell: JupyterFrontEnd.IShell,
  rendermime: IRenderMimeRegistry,
  trans: TranslationBundle,
  language: string,
  section: string | null
): Promise<void> {
  const page =
    opened(shell) ?? (await open(shell, rendermime, trans, language));
  shell.activateById(page.id);
  if (section) {
    showSection(page.node, section);
  }
}

function showSection(page: HTMLElement, section: string): void {
  const heading = page.querySelector<HTMLElement>(`#${CSS.escape(section)}`);
  heading?.scrollIntoView();
  // Who reads with the keyboard or a screen reader goes on from there.
  heading?.focus({ preventScroll: true });
}

/** Give the headings the ids that the text has for them: some sanitizers take ids away. */
function identify(page: HTMLElement, text: string): void {
  const ids = text.match(/^## <a id="[\w-]+/gm) ?? [];
  page.querySelectorAll('h2').forEach((heading, index) => {
    heading.id = ids[index]?.split('"')[1] ?? '';
    heading.tabIndex = -1;
  });
}

/** JupyterLab would open links within the page in another tab of the browser. */
function followLinksWithin(page: HTMLElement): void {
  page.addEventListener('click', event => {
    const link = (event.target as Element).closest('a[href^="#"]');
    if (link) {
      event.preventDefault();
      const section = link.closest('h2')?.id ?? link.getAttribute('href');
      showSection(page, section?.replace('#', '') ?? '');
    }
  });
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
  trans: TranslationBundle,
  language: string
): Promise<Widget> {
  const text = await helpText(language);
  const content = rendermime.createRenderer(MARKDOWN);
  content.addClass('jp-AiStream-help');
  await content.renderModel(
    rendermime.createModel({ data: { [MARKDOWN]: text }, trusted: false })
  );
  identify(content.node, text);
  followLinksWithin(content.node);
  const page = new MainAreaWidget({ content });
  page.id = ID;
  page.title.label = trans.__('AI Streaming Help');
  page.title.icon = streamIcon;
  page.title.closable = true;
  shell.add(page, 'main');
  await page.revealed;
  return page;
}

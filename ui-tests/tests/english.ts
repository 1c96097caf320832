/**
 * English that stands where another language is spoken: two words of it in a row, or more.
 */
import type { Locator } from '@playwright/test';

/** Words that are the same in every language: names, and what somebody else wrote. */
const NAMES = [
  'Agent Client Protocol',
  'Notebook Intelligence',
  'Jupyter AI',
  'JupyterLab',
  'Jupyternaut',
  'LangChain',
  'LiteLLM',
  'Azure OpenAI',
  'Azure API Management',
  'Azure AI Foundry',
  'Amazon Bedrock',
  'Microsoft Entra ID',
  'Google Gemini',
  'Claude Code',
  'Open WebUI',
  'Hugging Face'
];

/** What is read, heard or shown at the pointer. */
const ATTRIBUTES = ['aria-label', 'aria-description', 'title', 'placeholder'];

/** Code is the same in every language, and so is what an endpoint said, which is quoted. */
const QUOTED = 'code, pre, kbd, samp, script, style, svg, [lang=en]';

/** All that the elements say. */
async function saidBy(elements: Locator): Promise<string[]> {
  return elements.evaluateAll(
    (roots, [attributes, quoted]) => {
      const said: string[] = [];
      for (const root of roots) {
        const walker = document.createTreeWalker(
          root,
          NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT
        );
        for (let node: Node | null = root; node; node = walker.nextNode()) {
          const element = node instanceof Element ? node : node.parentElement;
          if (element?.closest(quoted)) {
            continue;
          }
          if (node instanceof Element) {
            said.push(
              ...attributes.map(name => element?.getAttribute(name) ?? '')
            );
          } else {
            said.push(node.textContent ?? '');
          }
        }
      }
      return said.map(each => each.trim()).filter(Boolean);
    },
    [ATTRIBUTES, QUOTED] as const
  );
}

/** The English in a text. */
export function englishOf(text: string, quoted: RegExp[] = []): string[] {
  const names = NAMES.reduce(
    (left, name) => left.split(name).join(' | '),
    text
  );
  const rest = quoted.reduce((left, each) => left.replace(each, ' | '), names);
  const found: string[][] = [[]];
  // What is written in other letters parts the words.
  const words = rest.replace(/[^\x20-\x7e\s’“”…]+/g, ' | ').split(/\s+/);
  for (const each of words) {
    const word = each.replace(/^["'“([]+|["'”)\].,;:!?…]+$/g, '');
    // All capitals make an abbreviation, other signs in it make it code.
    if (/^[A-Za-z]?[a-z]+(?:['’-][a-z]+)*$/.test(word)) {
      found.at(-1)?.push(word);
    } else {
      found.push([]);
    }
  }
  return found.filter(({ length }) => length > 1).map(row => row.join(' '));
}

/** What the elements say with English in it; what is `quoted` is none. */
export async function english(
  elements: Locator,
  quoted: RegExp[] = []
): Promise<string[]> {
  const said = await saidBy(elements);
  return [...new Set(said)].filter(text => englishOf(text, quoted).length > 0);
}

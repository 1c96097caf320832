/** The help page, by language. Only the one that is shown is loaded. */
const PAGES: Readonly<Record<string, () => Promise<{ default: string }>>> = {
  'zh-CN': () => import('../../docs/troubleshooting.zh-CN.md')
};

const inEnglish = () => import('../../docs/troubleshooting.md');

/**
 * The help page in a language, or in English.
 *
 * @param language - as in BCP 47, such as `zh-CN`.
 */
export async function helpText(language: string): Promise<string> {
  const load = PAGES[language] ?? inEnglish;
  return (await load()).default;
}

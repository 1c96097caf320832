/**
 * Our catalogs, as JupyterLab’s own frontend reads them.
 */
import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';

import type { ITranslatorConnector } from '@jupyterlab/translation';
import { TranslationManager } from '@jupyterlab/translation';

import schema from '../../schema/plugin.json';
import { allStrings } from '../../scripts/strings.cjs';
import { inLanguage } from '../settings/schema';
import { TRANSLATION_DOMAIN } from '../tokens';

const ROOT = path.resolve(__dirname, '..', '..', TRANSLATION_DOMAIN, 'locale');

/** A text, as JupyterLab's frontend says it with what `hatch_build.py` compiled. */
async function translated(locale: string) {
  const file = path.join(
    ROOT,
    locale,
    'LC_MESSAGES',
    `${TRANSLATION_DOMAIN}.json`
  );
  const catalog = JSON.parse(readFileSync(file, 'utf8')) as object;
  const manager = new TranslationManager('', '', undefined, {
    fetch: () => Promise.resolve({ data: { [TRANSLATION_DOMAIN]: catalog } })
  } as unknown as ITranslatorConnector);
  await manager.fetch(locale);
  return manager.load(TRANSLATION_DOMAIN);
}

describe.each(readdirSync(ROOT))('the catalog of %s', locale => {
  it('has every text of the browser, for every number', async () => {
    const trans = await translated(locale);
    const english = allStrings().filter(({ text, plural = '', context = '' }) =>
      [0, 1, 2, 5].some(number =>
        [text, plural]
          .map(each => each.replace(/%1/g, String(number)))
          // eslint-disable-next-line jupyter/no-dynamic-translation -- Of all the texts that there are.
          .includes(trans.npgettext(context, text, plural, number))
      )
    );
    expect(english.map(({ text }) => text)).toEqual(SAME);
  });

  it('has every text of the settings schema', async () => {
    const { schema: said } = inLanguage(
      { id: 'x', schema, raw: '', data: {}, version: '' } as never,
      await translated(locale)
    );
    expect(shown(said)).toHaveLength(shown(schema).length);
    const english = new Set(shown(schema));
    expect(shown(said).filter(each => english.has(each))).toEqual([]);
  });
});

/** Texts that are the same in every language. */
const SAME = ['Jupyter AI'];

/** What of a schema is shown to users. */
function shown(part: object): string[] {
  return Object.entries(part).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'string'
      ? /^(title|description|label)$|-label$/.test(key)
        ? [value]
        : []
      : value !== null && typeof value === 'object'
        ? shown(value)
        : []
  );
}

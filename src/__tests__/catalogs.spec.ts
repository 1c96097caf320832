import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';

const ROOT = path.resolve(__dirname, '../..');
const LOCALES = path.join(ROOT, 'jupyterlab_ai_stream_toggle/locale');

interface IText {
  text: string;
  plural?: string;
  context?: string;
}

/** In a process of its own: the compiler and jsdom do not get along. */
const texts = JSON.parse(
  execFileSync('node', [path.join(ROOT, 'scripts/strings.cjs')], {
    encoding: 'utf8'
  })
) as IText[];

const placeholders = (text: string) => (text.match(/%\d/g) ?? []).sort();

describe.each(readdirSync(LOCALES))('the catalog of %s', language => {
  const file = path.join(
    LOCALES,
    language,
    'LC_MESSAGES/jupyterlab_ai_stream_toggle.json'
  );
  const catalog = JSON.parse(readFileSync(file, 'utf8')) as Record<
    string,
    string[] | undefined
  >;

  it('has every text of the browser', () => {
    const missing = texts
      .map(({ context, text }) => (context ? `${context}\u0004${text}` : text))
      .filter(key => !catalog[key]?.every(Boolean));
    expect(missing).toEqual([]);
  });

  it('keeps the places of values', () => {
    for (const { text } of texts) {
      for (const translation of catalog[text] ?? []) {
        expect([text, placeholders(translation)]).toEqual([
          text,
          placeholders(text)
        ]);
      }
    }
  });
});

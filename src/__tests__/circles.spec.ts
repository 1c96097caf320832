import { existsSync, readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import * as ts from 'typescript';

const SRC = path.resolve(__dirname, '..');

/** All source files, and which of them each imports: late and for types too. */
function arrows(): Map<string, string[]> {
  const files = readdirSync(SRC, { recursive: true, encoding: 'utf-8' })
    .filter(name => /\.tsx?$/.test(name))
    .map(name => path.join(SRC, name));
  return new Map(files.map(file => [file, imports(file)]));
}

function imports(file: string): string[] {
  const { importedFiles } = ts.preProcessFile(readFileSync(file, 'utf-8'));
  return importedFiles
    .map(({ fileName }) => fileName)
    .filter(name => name.startsWith('.'))
    .map(name => path.resolve(path.dirname(file), name))
    .flatMap(base => [`${base}.ts`, `${base}.tsx`, path.join(base, 'index.ts')])
    .filter(existsSync);
}

/** The files of a circle, each imported by the one before it. */
function circle(all: ReadonlyMap<string, string[]>): string[] {
  const done = new Set<string>();
  const search = (file: string, way: string[]): string[] => {
    if (way.includes(file)) {
      return [...way.slice(way.indexOf(file)), file];
    }
    if (done.has(file)) {
      return [];
    }
    for (const next of all.get(file) ?? []) {
      const found = search(next, [...way, file]);
      if (found.length > 0) {
        return found;
      }
    }
    done.add(file);
    return [];
  };
  return [...all.keys()]
    .map(file => search(file, []))
    .reduce((one, other) => (one.length > 0 ? one : other), []);
}

describe('the files of src', () => {
  it('do not import each other in circles', () => {
    const all = arrows();

    expect(circle(all).map(file => path.relative(SRC, file))).toEqual([]);
    // A late one is found.
    expect(all.get(path.join(SRC, 'panel/plugin.tsx'))).toContain(
      path.join(SRC, 'panel/panel.tsx')
    );
  });

  it('would be found if they did', () => {
    const made = new Map([
      ['a', ['b']],
      ['b', ['c']],
      ['c', ['d', 'b']],
      ['d', []]
    ]);

    expect(circle(made)).toEqual(['b', 'c', 'b']);
  });
});

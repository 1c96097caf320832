import { arrowsFrom, files } from './arrows';

/** All source files, and which of them each imports: late and for types too. */
function arrows(): Map<string, string[]> {
  return new Map(
    files({ tests: true }).map(file => [
      file,
      arrowsFrom(file).map(({ to }) => to)
    ])
  );
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

    expect(circle(all)).toEqual([]);
    // A late one is found.
    expect(all.get('panel/plugin.tsx')).toContain('panel/panel.tsx');
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

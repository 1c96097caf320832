import type { IArrow } from './arrows';
import { arrowsFrom, files } from './arrows';

/** A room may import from itself and from those that are named; all other rooms are views. */
const ROOMS: Record<string, string[]> = {
  api: [],
  tokens: ['api'],
  state: ['api', 'tokens'],
  words: ['api', 'tokens'],
  components: ['api', 'tokens', 'words']
};

/** What any view may import from. */
const BELOW_VIEWS = ['api', 'tokens', 'words', 'components'];

/** The ways from one view to another. */
const DOORS = [
  // The popup belongs to these buttons; it is loaded with the first click.
  'chat/bar.tsx type popup/opener.ts',
  'chat/button.tsx type popup/opener.ts',
  'chat/join.tsx start popup/opener.ts',
  'chat/joinV2.ts start popup/opener.ts',
  'statusbar/item.tsx type popup/opener.ts',
  'statusbar/plugin.ts start popup/opener.ts',
  // A dialog is loaded when its command is called.
  'commands/doors.ts late check/dialog.tsx',
  'commands/doors.ts late recovery/dialog.tsx',
  'commands/doors.ts late status/dialog.tsx'
];

const all = files({ tests: false }).flatMap(arrowsFrom);

/** The first folder, or the name of a file that stands in none. */
const roomOf = (file: string) =>
  (file.split('/')[0] ?? '').replace(/\.ts$/, '');

const isSource = ({ to }: IArrow) => /\.tsx?$/.test(to);

const inWords = ({ from, when, to }: IArrow) => `${from} ${when} ${to}`;

const isShared = (file: string) =>
  ['words', 'components'].includes(roomOf(file));

/** The views that need a file, over however many others that are shared. */
function viewsOf(file: string): Set<string> {
  const views = all
    .filter(({ to }) => to === file)
    .flatMap(({ from }) =>
      isShared(from) ? [...viewsOf(from)] : [roomOf(from)]
    );
  return new Set(views);
}

/** What comes with the first file, and with what comes with it. */
function startOf(file: string, found = new Set<string>()): Set<string> {
  if (!found.has(file)) {
    found.add(file);
    all
      .filter(({ from, when }) => from === file && when === 'start')
      .forEach(({ to }) => startOf(to, found));
  }
  return found;
}

describe('the rooms of src', () => {
  it('import from those below them, and views from each other by doors alone', () => {
    const across = all
      .filter(isSource)
      .filter(({ from }) => roomOf(from) !== 'index')
      .filter(({ from, to }) => {
        const room = roomOf(from);
        return ![room, ...(ROOMS[room] ?? BELOW_VIEWS)].includes(roomOf(to));
      });

    expect(across.map(inWords).sort()).toEqual([...DOORS].sort());
  });

  it('are joined by their plugins', () => {
    const joined = all.filter(({ from }) => from === 'index.ts');

    expect(joined.length).toBeGreaterThan(5);
    for (const { to } of joined) {
      expect(to).toMatch(/^(tokens\.ts|\w+\/plugin\.tsx?)$/);
    }
  });

  it('share what more than one view needs, and nothing else', () => {
    const shared = files({ tests: false }).filter(isShared);
    const lonely = shared.filter(file => viewsOf(file).size < 2);

    expect(shared.length).toBeGreaterThan(10);
    expect(lonely).toEqual([]);
  });

  it('load what is drawn on demand late, with its style sheet', () => {
    const styled = all
      .filter(({ to }) => to.endsWith('.css'))
      .map(({ from }) => from);
    const start = startOf('index.ts');

    expect(styled.length).toBeGreaterThan(5);
    expect(styled.filter(file => start.has(file))).toEqual([]);
    // And the start is found.
    expect(start).toContain('statusbar/item.tsx');
  });
});

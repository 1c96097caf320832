import { nullTranslator } from '@jupyterlab/translation';

import description from '../../../docs/openapi.json';
import type { Mode, Outlook, Source } from '../../api/wire';
import type { IUnavailable } from '../../tokens';
import { modeWords } from '../mode';
import { outlookName, outlookWords } from '../outlook';
import { sourceWords } from '../source';
import { unavailableName, unavailableWords } from '../unavailable';

const trans = nullTranslator.load('test');
const values = description.components.schemas;

/** Every value has words, and no two have the same. */
function expectDistinct(words: (string | undefined)[]): void {
  expect(words.every(Boolean)).toBe(true);
  expect(new Set(words).size).toBe(words.length);
}

// The closed sets of the wire: each is a `switch`, so that the compiler finds
// the place when the server learns a new value.
describe('words', () => {
  it('has some for every mode', () => {
    expectDistinct(
      values.Mode.enum.map(mode => modeWords(mode as Mode, trans))
    );
  });

  it('has some for every source', () => {
    expectDistinct(
      values.Source.enum.map(source =>
        sourceWords({ source: source as Source, locked: true }, trans)
      )
    );
  });

  it('tells a lock that leaves a choice from one that leaves none', () => {
    const source = 'administrator-lock';
    expectDistinct(
      [true, false].map(locked => sourceWords({ source, locked }, trans))
    );
  });

  it('has some for every outlook', () => {
    const outlooks = values.Outlook.enum as Outlook[];
    expectDistinct(outlooks.map(outlook => outlookName(outlook, trans)));
    expectDistinct(
      outlooks.map(outlook =>
        outlookWords({ mode: 'on', outlook, learned: null }, trans)
      )
    );
  });

  it('has some for every reason of an answer that is missing', () => {
    const reasons: IUnavailable['reason'][] = [
      'missing',
      'refused',
      'logged-out',
      'stopped',
      'unreachable',
      'failed'
    ];
    expectDistinct(
      reasons.map(reason => unavailableWords({ reason, detail: '' }, trans))
    );
    expectDistinct(reasons.map(reason => unavailableName({ reason }, trans)));
  });
});

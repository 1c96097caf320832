import { nullTranslator } from '@jupyterlab/translation';

import { DECISION } from '../../__tests__/examples';
import type { ModelEntry } from '../../api/wire';
import { overriddenWords } from '../overridden';

const trans = nullTranslator.load('test');

const models = (count: number): ModelEntry[] =>
  Array.from({ length: count }, (_, index) => ({
    id: `o${index}`,
    mode: 'off',
    inherited: 'auto',
    decision: { ...DECISION, mode: 'off' }
  }));

describe('overriddenWords', () => {
  it('names a few models, and counts many', () => {
    expect(overriddenWords(models(1), trans)).toBe('Overridden for o0 (Off).');
    expect(overriddenWords(models(3), trans)).toBe(
      'Overridden for o0 (Off), o1 (Off), o2 (Off).'
    );
    expect(overriddenWords(models(4), trans)).toBe('Overridden for 4 models.');
  });
});

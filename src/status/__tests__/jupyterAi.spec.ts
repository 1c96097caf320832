import { nullTranslator } from '@jupyterlab/translation';

import { jupyterAiWords } from '../jupyterAi';

const trans = nullTranslator.load('test');

describe('jupyterAiWords', () => {
  it('names the Jupyter AI that was found', () => {
    expect(jupyterAiWords({ generation: 'v2', version: '2.31.7' }, trans)).toBe(
      '2.31.7'
    );
    expect(
      jupyterAiWords({ generation: 'unknown', version: null }, trans)
    ).toBe('Unknown version');
    expect(jupyterAiWords({ generation: 'none', version: null }, trans)).toBe(
      'Not installed'
    );
  });
});

import { nullTranslator } from '@jupyterlab/translation';

import { LEARNED } from '../../__tests__/examples';
import type { Learned } from '../../api/wire';
import { learnedWords } from '../learned';

const trans = nullTranslator.load('test');
const words = (learned: Partial<Learned>) =>
  learnedWords({ ...LEARNED, ...learned }, 'auto', trans);

const BROKEN: Partial<Learned> = {
  delivery: 'stream',
  evidence: 'broke-off',
  breaks: 1,
  broken_at: '2024-11-22T10:00:00+00:00'
};

describe('what was found out', () => {
  it('does not say that a stream worked that broke off', () => {
    expect(words(BROKEN)).toMatch(/^The last stream broke off on .*22.*\.$/);
  });

  it('says how often, when, and until when no stream is asked for', () => {
    expect(words({ ...BROKEN, delivery: 'plain', breaks: 3 })).toMatch(
      /^The last 3 streams broke off, the latest on .*22.* Will retry on .*29/
    );
  });

  it('says so beside what stays true of the endpoint', () => {
    const said = words({ ...BROKEN, evidence: 'stream-required', breaks: 2 });
    expect(said).toMatch(/requires streaming\. The last 2 streams broke off/);
  });

  it('says whose word it is where it was not found out here', () => {
    expect(words({ from_administrator: true })).toContain(
      'Known by your administrator.'
    );
    expect(words({})).not.toContain('administrator');
  });

  it('says nothing of breaks where there are none', () => {
    expect(words({})).not.toContain('broke off');
  });
});

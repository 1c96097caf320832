import { nullTranslator } from '@jupyterlab/translation';

import { DECISION, LEARNED, STATUS } from '../../__tests__/examples';
import type { Known } from '../summary';
import { summarize } from '../summary';

const trans = nullTranslator.load('test');

const sum = (known: Partial<Known>) =>
  summarize(
    {
      status: STATUS,
      providers: null,
      unavailable: null,
      chat: null,
      ...known
    },
    trans
  );

describe('summarize', () => {
  it('says what is asked for and what happens', () => {
    expect(sum({})).toEqual({
      kind: 'stream',
      short: 'Streaming: Auto (not tested yet)',
      now: 'Streamed, or all at once if streaming fails',
      why: 'Default'
    });
  });

  it('says what was found out', () => {
    const decision = {
      ...DECISION,
      delivery: 'plain',
      outlook: 'all-at-once',
      learned: LEARNED
    } as const;
    expect(sum({ status: { ...STATUS, decision } })).toEqual({
      kind: 'plain',
      short: 'Streaming: Auto (all at once)',
      now: 'All at once (no streaming)',
      why: 'Streaming was rejected on Nov 22. Will retry on Nov 29.'
    });
  });

  it('promises nothing that will not be kept', () => {
    const decision = {
      ...DECISION,
      mode: 'on',
      source: 'provider-setting',
      outlook: 'fails',
      learned: LEARNED
    } as const;
    expect(sum({ status: { ...STATUS, decision } })).toEqual({
      kind: 'warning',
      short: 'Streaming: On (will fail)',
      now: 'Will fail: the endpoint rejected streaming on Nov 22',
      why: 'Your setting for this provider'
    });
  });

  it('says that no model is chosen', () => {
    expect(
      sum({ status: { ...STATUS, target: null, decision: null } })
    ).toMatchObject({ kind: 'none', short: 'Streaming: no model' });
  });

  const CHAT = { agent: 'Claude', persona: 'a::b::Claude', model: null };

  it.each([
    ['own', 'Streaming: by Claude', 'manages its own streaming'],
    ['unknown', 'Streaming: by Claude', 'so far'],
    ['governed', 'Streaming: set per model', 'models that follow this switch'],
    [null, 'Streaming: by Claude', 'so far']
  ] as const)(
    'says whether the switch is that of another persona (%s)',
    (reach, short, now) => {
      const others = {
        id: 'a::b::Other',
        name: 'Other',
        reach: 'own'
      } as const;
      const personas = reach
        ? [others, { id: CHAT.persona, name: 'Claude', reach }]
        : [others];
      const summary = sum({ chat: CHAT, status: { ...STATUS, personas } });
      expect(summary).toMatchObject({ kind: 'none', short });
      expect(summary.now).toContain(`Claude `);
      expect(summary.now).toContain(now);
    }
  );

  it('contradicts nobody who is called as Jupyter AI’s own is', () => {
    const { now } = sum({ chat: { ...CHAT, agent: 'Jupyternaut' } });
    expect(now.match(/Jupyternaut/g)).toHaveLength(1);
  });

  it('says why the switch has no effect', () => {
    const why_not = {
      id: 'seam-missing',
      text: 'Jupyter AI is built otherwise.'
    };
    const status = { ...STATUS, in_effect: false, why_not };
    expect(sum({ status })).toMatchObject({
      kind: 'none',
      short: 'Streaming: no effect',
      now: 'Jupyter AI is built otherwise.'
    });
    const jupyter_ai = { generation: 'none', version: null } as const;
    expect(sum({ status: { ...status, jupyter_ai } }).short).toBe(
      'Streaming: no Jupyter AI'
    );
  });

  it('does not pretend to know when the server is silent', () => {
    const off = { ...STATUS, decision: { ...DECISION, mode: 'off' } } as const;
    expect(
      (
        [
          'missing',
          'refused',
          'logged-out',
          'stopped',
          'unreachable',
          'failed'
        ] as const
      ).map(reason => {
        const unavailable = { reason, detail: 'down' };
        return sum({ status: off, unavailable }).short;
      })
    ).toEqual([
      'Streaming: not installed on the server',
      'Streaming: no access',
      'Streaming: logged out',
      'Streaming: server stopped',
      'Streaming: server not reachable',
      'Streaming: unknown'
    ]);
    expect(sum({ status: null })).toMatchObject({
      kind: 'unknown',
      now: 'Loading…'
    });
  });
});

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
      short: 'Streaming: auto',
      now: 'Streamed, word by word',
      why: 'Built-in default'
    });
  });

  it('says what was found out', () => {
    const decision = {
      ...DECISION,
      delivery: 'plain',
      learned: LEARNED
    } as const;
    expect(sum({ status: { ...STATUS, decision } })).toEqual({
      kind: 'plain',
      short: 'Streaming: auto',
      now: 'Whole, in one plain request',
      why: 'The endpoint refused a stream on Nov 22. A stream is tried again on Nov 29.'
    });
  });

  it.each(['on', 'off'] as const)('names the mode %s', mode => {
    const decision = { ...DECISION, mode };
    expect(sum({ status: { ...STATUS, decision } }).short).toBe(
      `Streaming: ${mode}`
    );
  });

  it('says that no model is chosen', () => {
    expect(
      sum({ status: { ...STATUS, target: null, decision: null } })
    ).toMatchObject({ kind: 'none', short: 'Streaming: no model' });
  });

  it('says that an agent manages its own streaming', () => {
    const summary = sum({ chat: { agent: 'Claude', model: null } });
    expect(summary).toMatchObject({
      kind: 'none',
      short: 'Streaming: by Claude'
    });
    expect(summary.now).toContain('manages its own streaming');
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
    const unavailable = { reason: 'unreachable', detail: 'down' } as const;
    expect(sum({ unavailable })).toMatchObject({
      kind: 'unknown',
      short: 'Streaming: unknown'
    });
    expect(sum({ status: null })).toMatchObject({
      kind: 'unknown',
      now: 'Asking the server…'
    });
  });
});

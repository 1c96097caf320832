import { nullTranslator } from '@jupyterlab/translation';
import * as React from 'react';

import { byRole, doing, draw, erase, type } from '../../__tests__/drawing';
import { RUN } from '../../__tests__/examples';
import { FakeClient, FakeConnection } from '../../__tests__/fakes';
import { RequestError } from '../../api/errors';
import type { CheckResult, CheckRun, CheckVerdict } from '../../api/wire';
import { StreamingModel } from '../../state/model';
import { CheckView } from '../view';

const trans = nullTranslator.load('test');
const PROGRESSED =
  'https://schema.jupyter.org/jupyterlab_ai_stream_toggle/check_progressed/v1';

const PASSED: CheckResult = {
  id: 'packages',
  // eslint-disable-next-line jupyter/no-untranslated-string -- the server translates it
  title: 'Packages',
  outcome: 'passed',
  explanation: 'All is well.',
  hint: null,
  figures: [{ name: 'litellm', value: '1.105.3' }]
};

const VERDICT: CheckVerdict = {
  text: 'Chat does not work with mode on.',
  works: false,
  recommended: 'auto',
  provider: 'azure',
  model: 'gpt-4o'
};

const DONE: CheckRun = {
  ...RUN,
  state: 'done',
  results: [
    PASSED,
    { ...PASSED, id: 'key', outcome: 'failed', hint: 'Copy it once more.' }
  ],
  verdict: VERDICT,
  report: '# Report'
};

/** With another mode. */
const WORKS: CheckRun = {
  ...DONE,
  verdict: {
    text: 'Chat works without streaming.',
    works: true,
    recommended: null,
    provider: 'azure',
    model: 'gpt-4o'
  }
};

const LIVE: CheckRun = {
  ...DONE,
  live: true,
  comparison: [
    {
      kind: 'stream',
      by: 'framework',
      url: 'https://example.com/chat/completions',
      status: 400,
      content_type: 'application/json',
      first_byte_ms: 12.4,
      total_ms: null,
      chunks: null,
      usage: false,
      problem: '<b>It does not stream</b>'
    }
  ],
  differences: ['Your setting says A, Jupyter AI sends B.'],
  ask_administrator: ['Turn off buffering.']
};

async function open(run: CheckRun = RUN) {
  const client = new FakeClient();
  client.run = run;
  const connection = new FakeConnection();
  const model = new StreamingModel(client, connection);
  const host = await draw(
    <CheckView model={model} trans={trans} provider="azure" name="gpt-4o" />
  );
  const progress = (id = 'run') =>
    doing(() => connection.emitted.emit({ schema_id: PROGRESSED, id }));
  return { client, connection, host, model, progress };
}

const click = (host: HTMLElement, name: string) =>
  doing(() => byRole(host, 'button', name).click());

describe('the connection check', () => {
  afterEach(erase);

  it('looks at the settings at once, and sends nothing', async () => {
    const { client, host } = await open();
    expect(client.asked).toContain(
      'beginCheck {"live":false,"provider":"azure","model":"gpt-4o"}'
    );
    expect(host.textContent).toContain('0 of 2 done');
  });

  it('shows what came as it comes, and the verdict in the end', async () => {
    const { client, host, progress } = await open();
    client.run = { ...RUN, results: [PASSED] };
    await progress('another');
    expect(host.textContent).toContain('0 of 2 done');
    await progress();
    expect(host.textContent).toContain('1 of 2 done');
    expect(host.textContent).toContain('All is well.');
    expect(host.textContent).toContain('litellm: 1.105.3');
    client.run = DONE;
    await progress();
    expect(host.querySelector('progress')).toBeNull();
    expect(host.textContent).toContain('Chat does not work with mode on.');
    expect(host.textContent).toContain('Copy it once more.');
  });

  it('asks the endpoint when told to, having said how often', async () => {
    const { client, host } = await open(DONE);
    client.asked.length = 0;
    client.run = LIVE;
    await click(host, 'Test Endpoint (4 requests)');
    expect(client.asked[0]).toBe(
      'beginCheck {"live":true,"provider":"azure","model":"gpt-4o"}'
    );
    expect(host.querySelector('table')?.textContent).toContain('12 ms');
    expect(host.textContent).toContain('Your setting says A');
    expect(host.textContent).toContain('Turn off buffering.');
    // What an endpoint says is text.
    expect(host.querySelector('b')).toBeNull();
    expect(host.textContent).toContain('<b>It does not stream</b>');
  });

  it('sends values that are not saved', async () => {
    const { client, host } = await open(DONE);
    const key = byRole(host, 'input', 'API key') as HTMLInputElement;
    expect(key.type).toBe('password');
    await doing(() => type(key, ' secret '));
    await click(host, 'Check Settings');
    expect(client.asked).toContain(
      'beginCheck {"live":false,"provider":"azure","model":"gpt-4o","api_key":"secret"}'
    );
  });

  it('sets the mode that is recommended', async () => {
    const { client, host } = await open(DONE);
    client.run = WORKS; // the server has changed its mind when it is asked
    await click(host, 'Set to Auto (azure:gpt-4o)');
    expect(client.asked).toContain(
      'setMode {"provider":"azure","model":"gpt-4o","mode":"auto"}'
    );
    expect(host.textContent).toContain(
      'Streaming of azure:gpt-4o is set to Auto.'
    );
    expect(host.textContent).toContain('Chat works without streaming.');
    expect(host.textContent).not.toContain('Chat does not work with mode on.');
  });

  it('follows a mode that is changed elsewhere', async () => {
    const { client, connection, host } = await open(DONE);
    client.run = WORKS;
    await doing(() =>
      connection.emitted.emit({
        schema_id:
          'https://schema.jupyter.org/jupyterlab_ai_stream_toggle/decision_changed/v1',
        provider: 'azure',
        model: null
      })
    );
    expect(host.textContent).toContain('Chat works without streaming.');
    expect(host.textContent).not.toContain('Set to');
  });

  it('shows problems first, and folds the rest', async () => {
    const { host } = await open({
      ...DONE,
      results: [
        PASSED,
        { ...PASSED, id: 'skipped', outcome: 'skipped' },
        { ...PASSED, id: 'warning', outcome: 'warning' },
        { ...PASSED, id: 'failed', outcome: 'failed' },
        { ...PASSED, id: 'passed' }
      ]
    });
    const outcomes = Array.from(
      host.querySelectorAll<HTMLElement>('li[data-outcome]'),
      each => each.dataset.outcome
    );
    expect(outcomes).toEqual([
      'failed',
      'warning',
      'passed',
      'passed',
      'skipped'
    ]);
    const folds = Array.from(
      host.querySelectorAll('.jp-AiStream-checkFold > summary'),
      each => each.textContent
    );
    expect(folds).toEqual(['2 checks passed', '1 check skipped']);
    expect(host.querySelector('details[open]')).toBeNull();
  });

  it.each([
    ['to test the endpoint', null, null, 'Test Endpoint (4 requests)'],
    [
      'to set the mode that helps',
      false,
      'auto' as const,
      'Set to Auto (azure:gpt-4o)'
    ]
  ])(
    'puts the focus on the next step: %s',
    async (_, works, recommended, name) => {
      const { host } = await open({
        ...DONE,
        verdict: { ...VERDICT, works, recommended }
      });
      const next = byRole(host, 'button', name);
      expect(document.activeElement).toBe(next);
      expect(host.querySelectorAll('.jp-mod-accept')).toHaveLength(1);
      expect(next.classList).toContain('jp-mod-accept');

      // As the dialog does, which is drawn later than it should be, or has lost the focus.
      host.querySelector<HTMLElement>('.jp-AiStream-check')?.focus();
      expect(document.activeElement).toBe(next);
    }
  );

  it('can be cancelled', async () => {
    const { client, host } = await open();
    await click(host, 'Cancel');
    expect(client.asked).toContain('cancelCheck run');
    expect(host.textContent).toContain('Cancelled.');
  });

  it('ends the check with the dialog', async () => {
    const { client } = await open();
    await erase();
    expect(client.asked).toContain('cancelCheck run');
  });

  it('ends another check that is in the way', async () => {
    const { client, host } = await open(DONE);
    client.refusal = new RequestError(new Response(null, { status: 409 }), {
      message: 'Another check has not ended yet.',
      field: 'id',
      value: '"other"'
    });
    await click(host, 'Check Settings');
    client.refusal = null;
    client.asked.length = 0;
    await click(host, 'Cancel Other Check');
    expect(client.asked[0]).toBe('cancelCheck other');
    expect(client.asked[1]).toContain('beginCheck');
    expect(host.textContent).not.toContain('Another check');
  });

  it('says why a check cannot begin', async () => {
    const { client, host } = await open(DONE);
    client.refusal = new Error('Another check has not ended yet.');
    await click(host, 'Check Settings');
    expect(host.querySelector('[role=alert]')?.textContent).toContain(
      'Another check has not ended yet.'
    );
  });
});

import { nullTranslator } from '@jupyterlab/translation';
import * as React from 'react';

import {
  byRole,
  doing,
  draw,
  erase,
  fieldOf,
  options,
  type
} from '../../__tests__/drawing';
import {
  AZURE,
  CAPABILITY,
  DAMAGED,
  DECISION,
  PROVIDERS,
  STATUS
} from '../../__tests__/examples';
import { FakeClient, FakeConnection } from '../../__tests__/fakes';
import type { Decision, ProviderEntry, Providers } from '../../api/wire';
import { StreamingModel } from '../../state/model';
import { choose, MOST_ROWS } from '../choice';
import Panel from '../panel';

const trans = nullTranslator.load('test');

async function open(
  providers: Partial<Providers>,
  set: (client: FakeClient) => void = () => undefined
) {
  const client = new FakeClient();
  client.known = { ...PROVIDERS, providers: [AZURE], ...providers };
  set(client);
  const model = new StreamingModel(client, new FakeConnection());
  await model.refresh();
  const checked: string[] = [];
  const restore = jest.fn();
  const panel = await draw(
    <Panel
      model={model}
      trans={trans}
      onCheck={(provider, name) => {
        checked.push(`${provider}:${name}`);
        return Promise.resolve();
      }}
      onRestore={restore}
    />
  );
  client.asked.length = 0;
  return { checked, client, model, panel, restore };
}

const others = (count: number): ProviderEntry[] =>
  Array.from({ length: count }, (_, index) => ({
    ...AZURE,
    id: `provider-${index}`,
    name: `Provider ${index}`,
    in_use: false,
    configured: false
  }));

const names = (panel: HTMLElement) =>
  Array.from(
    panel.querySelectorAll('.jp-AiStream-rows .jp-AiStream-name'),
    name => name.textContent
  );

const choosing = (panel: HTMLElement, group: string, mode: string) =>
  doing(() =>
    byRole(byRole(panel, '[role=radiogroup]', group), 'input', mode).click()
  );

const opening = (panel: HTMLElement) =>
  doing(() => panel.querySelector<HTMLElement>('.jp-AiStream-opener')?.click());

const effective = (panel: HTMLElement) =>
  Array.from(
    panel.querySelectorAll('.jp-AiStream-effective'),
    each => each.textContent
  );

describe('the panel', () => {
  afterEach(erase);

  it('shows what is asked for, what is in force, and who decided', async () => {
    const { panel } = await open({
      default: { ...DECISION, mode: 'off', source: 'administrator-default' },
      inherited: 'off',
      providers: [
        {
          ...AZURE,
          mode: 'on',
          inherited: 'off',
          decision: { ...DECISION, mode: 'on', source: 'provider-setting' }
        }
      ]
    });
    expect(options(panel, 'Streaming of all providers')).toBe(
      '[Default (Off)] Auto On Off'
    );
    expect(options(panel, 'Streaming of Azure')).toBe(
      'Default (Off) Auto [On] Off'
    );
    expect(effective(panel)).toEqual([
      'Off (Your administrator’s default)',
      'On (Your setting for this provider)'
    ]);
  });

  it('offers to restore settings that are damaged', async () => {
    const { client, model, panel, restore } = await open({}, client => {
      client.answer = DAMAGED;
    });
    expect(panel.textContent).toContain('Line 1 is no JSON.');
    await doing(() => byRole(panel, 'button', 'Restore Settings…').click());
    expect(restore).toHaveBeenCalledTimes(1);
    client.answer = STATUS;
    await doing(() => model.refresh());
    expect(panel.textContent).not.toContain('Restore Settings…');
  });

  it('writes over REST: the default, a provider', async () => {
    const { client, panel } = await open({});
    await choosing(panel, 'Streaming of all providers', 'Off');
    await choosing(panel, 'Streaming of Azure', 'On');
    await choosing(panel, 'Streaming of Azure', 'Default (Auto)');
    expect(client.asked.filter(what => what.startsWith('setMode'))).toEqual([
      'setMode {"provider":null,"mode":"off"}',
      'setMode {"provider":"azure","mode":"on"}'
    ]);
  });

  it('opens the check of the chosen model, and of one with a mode of its own', async () => {
    const { checked, panel } = await open({
      providers: [
        {
          ...AZURE,
          models: [
            { id: 'o3', mode: 'off', inherited: 'auto', decision: DECISION }
          ]
        }
      ]
    });
    await opening(panel);
    for (const name of ['Check Connection… (gpt-4o)', 'Check… (o3)']) {
      await doing(() => byRole(panel, 'button', name).click());
    }
    expect(checked).toEqual(['azure:gpt-4o', 'azure:o3']);
  });

  it('shows the user’s own default as chosen', async () => {
    const { panel } = await open({
      default: { ...DECISION, mode: 'on', source: 'user-default' }
    });
    expect(options(panel, 'Streaming of all providers')).toBe(
      'Default (Auto) Auto [On] Off'
    );
  });

  it('shows a lock with its reason, and lets nothing be changed', async () => {
    const locked = {
      ...DECISION,
      mode: 'off',
      source: 'administrator-lock',
      locked: true,
      lock_reason: 'Our gateway buffers.',
      allowed: ['off'],
      delivery: 'plain'
    } satisfies Decision;
    const { panel } = await open({
      providers: [{ ...AZURE, decision: locked }]
    });
    await opening(panel);
    const row = panel.querySelector('.jp-AiStream-rows li');
    expect(row?.querySelector('input:not(:disabled)')).toBeNull();
    expect(row?.textContent).toContain(
      'Locked by your administrator: Our gateway buffers.'
    );
  });

  it('shows what a lock leaves to choose, and for which models', async () => {
    const { panel } = await open({
      providers: [
        {
          ...AZURE,
          mode: 'on',
          decision: {
            ...DECISION,
            lock_reason: 'Billed twice.',
            allowed: ['auto', 'off'],
            passed_over: 'on'
          },
          locks: [
            { pattern: 'gpt-*', allowed: ['off'], reason: 'It buffers.' },
            {
              pattern: 'o*',
              allowed: ['auto', 'on', 'off'],
              reason: 'Anything.'
            }
          ]
        }
      ]
    });
    const row =
      panel.querySelector<HTMLElement>('.jp-AiStream-rows li') ?? panel;
    expect(options(row, 'Streaming of Azure')).toBe(
      '[Default (Auto)] Auto On Off'
    );
    expect(byRole(row, 'input', 'On').matches(':disabled')).toBe(true);
    for (const words of [
      'Auto (Default) · On is set, but not allowed. ' +
        'Limited by your administrator to Auto or Off: Billed twice.',
      'gpt-* · Locked by your administrator to Off: It buffers.',
      'o* · Not locked'
    ]) {
      expect(row.textContent).toContain(words);
    }
  });

  it('says what happens instead of a stream, and when that is looked at again', async () => {
    const { panel } = await open({}, client => {
      client.findings = [CAPABILITY];
    });
    expect(effective(panel)).toContain(
      'gpt-4o · All at once (no streaming) · Streaming was rejected on Nov 22. Will retry on Nov 29.'
    );
  });

  it('opens a row to its models: add one, change it, remove it', async () => {
    const { client, model, panel } = await open({});
    await opening(panel);
    const field = fieldOf(panel, 'Model (Azure)');
    await doing(() => type(field, ' gpt-4o '));
    await doing(() =>
      byRole(panel, 'button', 'Add Model Override (Azure)').click()
    );
    expect(client.asked).toContain(
      'setMode {"provider":"azure","model":"gpt-4o","mode":"auto"}'
    );
    expect(field.value).toBe('');

    const decision = { ...DECISION, source: 'model-setting' } as const;
    client.known = {
      ...PROVIDERS,
      providers: [
        {
          ...AZURE,
          models: [{ id: 'gpt-4o', mode: 'auto', inherited: 'auto', decision }]
        }
      ]
    };
    await doing(() => model.refresh());
    expect(options(panel, 'Streaming of azure:gpt-4o')).toBe('[Auto] On Off');
    await choosing(panel, 'Streaming of azure:gpt-4o', 'Off');
    expect(client.asked).toContain(
      'setMode {"provider":"azure","model":"gpt-4o","mode":"off"}'
    );
    await doing(() => byRole(panel, 'button', 'Remove (gpt-4o)').click());
    expect(client.asked).toContain(
      'setMode {"provider":"azure","model":"gpt-4o","mode":null}'
    );
    expect(document.activeElement?.className).toBe('jp-AiStream-opener');
  });

  it('keeps Enter in a field from JupyterLab’s form', async () => {
    const { client, panel } = await open({});
    await opening(panel);
    const field = fieldOf(panel, 'Model (Azure)');
    await doing(() => type(field, 'o1'));
    const enter = new KeyboardEvent('keydown', {
      key: 'Enter',
      bubbles: true,
      cancelable: true
    });
    await doing(() => field.dispatchEvent(enter));
    expect(enter.defaultPrevented).toBe(true);
    expect(client.asked).toContain(
      'setMode {"provider":"azure","model":"o1","mode":"auto"}'
    );
  });

  it('forgets one finding, or all', async () => {
    const { client, panel } = await open({}, fake => {
      fake.findings = [{ ...CAPABILITY, tools: true }];
    });
    await opening(panel);
    expect(panel.textContent).toContain('with tools');
    await doing(() => byRole(panel, 'button', 'Reset (gpt-4o)').click());
    await doing(() =>
      byRole(panel, 'button', 'Reset Detection Results').click()
    );
    expect(client.asked.filter(what => what.startsWith('forget'))).toEqual([
      'forget {"id":"0123456789abcdef"}',
      'forget {}'
    ]);
  });

  it('asks again what was found out when the server says so', async () => {
    const { client, model, panel } = await open({});
    client.findings = [CAPABILITY];
    client.answer = { ...STATUS, version: 'new' };
    await doing(() => model.refresh());
    expect(panel.textContent).toContain('Streaming was rejected');
  });

  it('keeps the many providers behind a search', async () => {
    const { panel } = await open({ providers: [AZURE, ...others(500)] });
    expect(names(panel)).toEqual(['Azure']);
    expect(panel.textContent).toContain(
      '500 more providers. Search to show them.'
    );
    const search = fieldOf(panel, 'Search providers');
    await doing(() => type(search, 'provider 49'));
    expect(names(panel)).toHaveLength(11);
    await doing(() => type(search, 'nobody'));
    expect(panel.textContent).toContain('No provider found.');
  });

  it('tells of a server that does not answer, and of a switch without effect', async () => {
    const { client, model, panel } = await open({}, fake => {
      const why_not = { id: 'seam-missing', text: 'Built otherwise.' };
      fake.answer = { ...STATUS, in_effect: false, why_not };
    });
    expect(panel.textContent).toContain('Built otherwise.');
    client.answer = new Error('broken');
    await doing(() => model.refresh());
    expect(panel.textContent).toContain(
      'The Jupyter server returned an error.'
    );
    expect(names(panel)).toEqual(['Azure']);
  });
});

describe('choose', () => {
  it('leaves out what nobody uses, configured or set', () => {
    const [idle, set, locked] = others(3) as [
      ProviderEntry,
      ProviderEntry,
      ProviderEntry
    ];
    const { rows, hidden } = choose(
      [
        AZURE,
        idle,
        { ...set, mode: 'off' },
        { ...locked, decision: { ...DECISION, locked: true } }
      ],
      ''
    );
    expect(rows.map(({ id }) => id)).toEqual([
      'azure',
      'provider-1',
      'provider-2'
    ]);
    expect(hidden).toBe(1);
  });

  it('shows no more than anybody reads', () => {
    const { rows, hidden } = choose(others(500), 'prov');
    expect(rows).toHaveLength(MOST_ROWS);
    expect(hidden).toBe(500 - MOST_ROWS);
  });
});

import type { ISettingRegistry } from '@jupyterlab/settingregistry';
import { Signal, Stream } from '@lumino/signaling';

import type { IStreamingModel, ServerEvent } from '../../tokens';
import { explain } from '../errors';
import { SettingsLink } from '../link';

const ID = 'jupyterlab-ai-stream-toggle:plugin';

/** The three parties, as far as the link knows them. */
function build(failure?: Error) {
  let fails = failure;
  const calls: string[] = [];
  const settings = { changed: new Signal<object, void>({}) };
  const answer = (what: string) => {
    calls.push(what);
    return fails === undefined
      ? Promise.resolve(settings)
      : Promise.reject(fails);
  };
  const registry = {
    load: (id: string) => answer(`load ${id}`),
    reload: (id: string) => answer(`reload ${id}`)
  } as unknown as ISettingRegistry;
  const model = {
    refresh: () => {
      calls.push('refresh');
      return Promise.resolve();
    }
  } as unknown as IStreamingModel;
  const events = new Stream<IStreamingModel, ServerEvent>(model);
  Object.assign(model, { events });

  const reported: unknown[] = [];
  const link = new SettingsLink(registry, model, error => {
    reported.push(error);
  });
  const mend = () => {
    fails = undefined;
  };
  const damage = (error: Error) => {
    fails = error;
  };
  return { calls, damage, events, link, mend, reported, settings };
}

const DECISION: ServerEvent = {
  kind: 'decision-changed',
  provider: 'azure',
  model: null
};

const settled = () => new Promise(resolve => setTimeout(resolve));

describe('SettingsLink', () => {
  it('loads the settings', async () => {
    const { calls, link } = build();
    await link.load();
    expect(calls).toEqual([`load ${ID}`]);
  });

  it('lets the model ask again when somebody saved in an editor', async () => {
    const { calls, link, settings } = build();
    await link.load();
    settings.changed.emit();
    expect(calls).toContain('refresh');
  });

  it('reloads when the server saved', () => {
    const { calls, events } = build();
    events.emit(DECISION);
    expect(calls).toEqual([`reload ${ID}`]);
  });

  it('leaves the settings alone when a capability changed', () => {
    const { calls, events } = build();
    events.emit({
      kind: 'capability-changed',
      provider: 'azure',
      model: 'gpt-4o',
      delivery: 'plain',
      evidence: 'refused',
      marksEnd: null
    });
    expect(calls).toEqual([]);
  });

  it('reports settings that do not load, once until they do', async () => {
    const failure = new Error('No schema.');
    const { damage, events, link, mend, reported } = build(failure);
    await link.load();
    events.emit(DECISION);
    await settled();
    expect(reported).toEqual([failure]);
    mend();
    events.emit(DECISION);
    await settled();
    damage(failure);
    events.emit(DECISION);
    await settled();
    expect(reported).toEqual([failure, failure]);
  });

  it('loads what did not load at first when it is good again', async () => {
    const { calls, events, link, mend, settings } = build(new Error('500'));
    await link.load();
    mend();
    events.emit(DECISION);
    events.emit(DECISION);
    await settled();
    calls.length = 0;
    settings.changed.emit();
    expect(calls).toEqual(['refresh']);
    link.dispose();
    settings.changed.emit();
    expect(calls).toEqual(['refresh']);
  });

  it('is deaf after dispose', async () => {
    const { calls, events, link, settings } = build();
    await link.load();
    link.dispose();
    link.dispose();
    settings.changed.emit();
    events.emit(DECISION);
    expect(calls).toEqual([`load ${ID}`]);
    expect(link.isDisposed).toBe(true);
  });

  it('connects nothing when it was disposed while loading', async () => {
    const { calls, link, settings } = build();
    const loading = link.load();
    link.dispose();
    await loading;
    settings.changed.emit();
    expect(calls).toEqual([`load ${ID}`]);
  });
});

describe('explain', () => {
  it('joins validation errors', () => {
    expect(
      explain([
        { instancePath: '/defaultMode', message: 'must be string' },
        { instancePath: '', message: 'must NOT have additional properties' }
      ])
    ).toBe('/defaultMode must be string; must NOT have additional properties');
  });

  it.each([
    [new Error('404 Not Found'), '404 Not Found'],
    ['words', 'words']
  ])('takes the message of %s', (error, text) => {
    expect(explain(error)).toBe(text);
  });
});

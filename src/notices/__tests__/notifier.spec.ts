import type { JupyterFrontEnd } from '@jupyterlab/application';
import { Notification } from '@jupyterlab/apputils';
import { nullTranslator } from '@jupyterlab/translation';
import { CommandRegistry } from '@lumino/commands';
import { Stream } from '@lumino/signaling';

import type {
  ICapabilityChanged,
  IStreamingModel,
  ServerEvent
} from '../../tokens';
import { CommandIDs } from '../../tokens';
import { Notifier } from '../notifier';
import { noticesPlugin } from '../plugin';
import type { IStore } from '../told';
import { Told } from '../told';

const trans = nullTranslator.load('test');

const REFUSED: ICapabilityChanged = {
  kind: 'capability-changed',
  provider: 'azure',
  model: 'gpt-4o',
  delivery: 'plain',
  evidence: 'refused',
  marksEnd: null
};

const FORGOTTEN: ICapabilityChanged = {
  ...REFUSED,
  delivery: null,
  evidence: null
};

class MemoryStore implements IStore {
  readonly all = new Map<string, string>();

  getItem(key: string): string | null {
    return this.all.get(key) ?? null;
  }

  setItem(key: string, value: string): void {
    this.all.set(key, value);
  }
}

/** A tab of a browser. */
function tab(store: IStore = new MemoryStore()) {
  const model = {} as IStreamingModel;
  const events = new Stream<IStreamingModel, ServerEvent>(model);
  Object.assign(model, { events });
  const commands = new CommandRegistry();
  const executed: [string, unknown][] = [];
  for (const id of Object.values(CommandIDs)) {
    commands.addCommand(id, {
      describedBy: { args: {} },
      execute: args => {
        executed.push([id, args]);
      }
    });
  }
  const notifier = new Notifier(model, commands, new Told(store), trans);
  return { events, executed, notifier };
}

const messages = () =>
  Notification.manager.notifications.map(({ message }) => message);

let visibility: DocumentVisibilityState = 'visible';
Object.defineProperty(document, 'visibilityState', { get: () => visibility });

describe('Notifier', () => {
  beforeEach(() => {
    Notification.manager.dismiss();
    visibility = 'visible';
  });

  it('says what happened and what was done', () => {
    tab().events.emit(REFUSED);
    expect(messages()).toEqual([
      'azure:gpt-4o does not support streaming. Responses will arrive all at once.'
    ]);
  });

  it('says so of stream_options too', () => {
    tab().events.emit({ ...REFUSED, delivery: 'stream-without-options' });
    expect(messages()[0]).toContain('streamed without token counts');
  });

  it('offers what can be done', () => {
    const { events, executed } = tab();
    events.emit(REFUSED);
    const [notification] = Notification.manager.notifications;
    const actions = notification?.options.actions ?? [];
    expect(actions.map(({ label }) => label)).toEqual([
      'Turn Off Streaming',
      'Retry Streaming',
      'Details'
    ]);
    for (const { callback } of actions) {
      callback(new MouseEvent('click'));
    }
    expect(executed).toEqual([
      [CommandIDs.setMode, { provider: 'azure', model: 'gpt-4o', mode: 'off' }],
      [CommandIDs.forget, { provider: 'azure', model: 'gpt-4o' }],
      [CommandIDs.showStatus, {}]
    ]);
  });

  it('says it once, in all tabs and visits', () => {
    const store = new MemoryStore();
    const first = tab(store);
    first.events.emit(REFUSED);
    first.events.emit({ ...REFUSED, evidence: 'failed' });
    tab(store).events.emit(REFUSED);
    expect(messages()).toHaveLength(1);
    first.events.emit({ ...REFUSED, model: 'o1' });
    expect(messages()).toHaveLength(2);
  });

  it('says that streams break off, also to whom it told of refusals', () => {
    const { events } = tab();
    events.emit(REFUSED);
    const broken: ICapabilityChanged = { ...REFUSED, evidence: 'broke-off' };
    events.emit({ ...broken, delivery: 'stream' });
    events.emit(broken);
    events.emit(broken);
    expect(messages().slice(0, -1)).toEqual([
      'Streaming from azure:gpt-4o broke off several times in a row. Responses will arrive all at once.'
    ]);
  });

  it('says it again after the user had it tried again', () => {
    const { events } = tab();
    events.emit(REFUSED);
    events.emit(FORGOTTEN);
    events.emit(REFUSED);
    events.emit({ ...FORGOTTEN, provider: null, model: null });
    events.emit(REFUSED);
    expect(messages()).toHaveLength(3);
  });

  it('says once that responses do not mark their end', () => {
    const { events } = tab();
    const unmarked: ICapabilityChanged = {
      ...REFUSED,
      delivery: 'stream',
      evidence: 'stream-worked',
      marksEnd: false
    };
    events.emit(unmarked);
    events.emit(unmarked);
    expect(messages()).toEqual([
      'Responses from azure:gpt-4o have no end marker, so one that is cut off looks complete.'
    ]);
    expect(
      Notification.manager.notifications[0]?.options.actions ?? []
    ).toEqual([]);
    events.emit(REFUSED);
    expect(messages()).toHaveLength(2);
  });

  it('is silent about streams, and about modes', () => {
    const { events } = tab();
    events.emit({ ...REFUSED, delivery: 'stream', evidence: 'stream-worked' });
    events.emit({ kind: 'decision-changed', provider: 'azure', model: null });
    expect(messages()).toEqual([]);
  });

  it('waits in a tab that nobody looks at, until it was told elsewhere', () => {
    const store = new MemoryStore();
    const hidden = tab(store);
    visibility = 'hidden';
    hidden.events.emit(REFUSED);
    hidden.events.emit({ ...REFUSED, model: 'o1' });
    expect(messages()).toEqual([]);
    visibility = 'visible';
    tab(store).events.emit(REFUSED);
    document.dispatchEvent(new Event('visibilitychange'));
    expect(messages()).toHaveLength(2);
    expect(messages()).toContainEqual(expect.stringContaining('azure:o1'));
  });

  it('does without a place to keep what was told', () => {
    const broken: IStore = {
      getItem: () => {
        throw new Error('denied');
      },
      setItem: () => {
        throw new Error('full');
      }
    };
    const { events } = tab(broken);
    events.emit(REFUSED);
    events.emit(REFUSED);
    expect(messages()).toHaveLength(1);
  });

  it('is loaded with the first event, and misses none', async () => {
    const model = {} as IStreamingModel;
    const events = new Stream<IStreamingModel, ServerEvent>(model);
    Object.assign(model, { events });
    const app = {
      commands: new CommandRegistry()
    } as unknown as JupyterFrontEnd;
    await noticesPlugin.activate(app, model, null);
    events.emit({ kind: 'failure-reported' });
    events.emit(REFUSED);
    events.emit({ ...REFUSED, model: 'other' });
    while (messages().length < 2) {
      await new Promise(resolve => setTimeout(resolve));
    }
    events.emit({ ...REFUSED, model: 'third' });
    expect(messages()).toHaveLength(3);
  });

  it('is deaf after dispose', () => {
    const { events, notifier } = tab();
    notifier.dispose();
    events.emit(REFUSED);
    expect(messages()).toEqual([]);
    expect(notifier.isDisposed).toBe(true);
  });
});

describe('Told', () => {
  it('takes what others left in its place for nothing', () => {
    const store = new MemoryStore();
    store.setItem('jupyterlab-ai-stream-toggle:told', '{"not": "ours"');
    expect(new Told(store).tell('azure:gpt-4o')).toBe(true);
    expect(new Told(store).tell('azure:gpt-4o')).toBe(false);
  });
});

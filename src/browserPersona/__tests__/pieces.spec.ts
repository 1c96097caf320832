import { browserPersonaPlugin } from '../plugin';
import type { IGenerateResult, IModel, IPart } from '../sdk';
import { hidden, markOf, secretsOf } from '../secrets';
import { sumOf } from '../sum';
import { partsOf, streamed } from '../whole';
import { wrap } from '../wrap';
import { ScriptedModel } from './foreign';

const METADATA = { openai: { id: 'x' } };

/** Items that a whole answer can have, and a stream brings in pieces. */
const ITEMS: IPart[] = [
  { type: 'text', text: 'Hello', providerMetadata: METADATA },
  { type: 'text', text: '' },
  { type: 'reasoning', text: 'Hm', providerMetadata: METADATA },
  { type: 'tool-call', toolCallId: 'a', toolName: 't', input: '{"b": 1}' },
  { type: 'source', id: 's' },
  { type: 'file', id: 'f' }
];

/** All answers of up to three of these. */
function answers(): IPart[][] {
  const one = ITEMS.map(item => [item]);
  const two = one.flatMap(head => ITEMS.map(item => [...head, item]));
  return [
    [],
    ...one,
    ...two,
    ...two.flatMap(head => ITEMS.map(item => [...head, item]))
  ];
}

describe('a whole answer', () => {
  it('is the sum of the stream that it is given as', async () => {
    const all = answers();
    expect(all).toHaveLength(1 + 6 + 36 + 216);
    for (const content of all) {
      const whole: IGenerateResult = {
        content,
        finishReason: { unified: 'stop', raw: 'end' },
        usage: { outputTokens: { total: 3 } },
        warnings: [{ type: 'other' }],
        providerMetadata: METADATA,
        request: { body: {} },
        response: {
          id: 'r',
          timestamp: new Date(0),
          modelId: 'm',
          headers: { a: 'b' }
        }
      };
      expect(await sumOf(streamed(whole))).toEqual(whole);
    }
  });

  it('frames its parts as a stream does', () => {
    const types = partsOf({ content: ITEMS.slice(2, 4) }).map(
      ({ type }) => type
    );
    expect(types).toEqual([
      'stream-start',
      'response-metadata',
      'reasoning-start',
      'reasoning-delta',
      'reasoning-end',
      'tool-input-start',
      'tool-input-delta',
      'tool-input-end',
      'tool-call',
      'finish'
    ]);
  });

  it('fails as its stream does', async () => {
    const error = new Error('no');
    const stream = new ReadableStream<IPart>({
      start: controller => controller.enqueue({ type: 'error', error })
    });
    await expect(sumOf({ stream })).rejects.toBe(error);
  });
});

describe('secrets', () => {
  it('are the key and what headers hold', () => {
    const options = {
      apiKey: 'long-enough',
      headers: { a: 'tiny', b: 'secret-too' }
    };
    expect(secretsOf(options)).toEqual(['long-enough', 'secret-too']);
    expect(secretsOf({})).toEqual([]);
  });

  it('are hidden wherever they stand, the longest first', () => {
    const said = 'secret-key and secret-key-2, secret-key';
    expect(hidden(said, ['secret-key', 'secret-key-2'], 100)).toBe(
      '[hidden] and [hidden], [hidden]'
    );
    expect(hidden('abcdef', [], 3)).toBe('abc');
  });

  it('are told apart by a mark that says nothing of them', () => {
    expect(markOf(undefined)).toBeNull();
    expect(markOf('')).toBeNull();
    expect(markOf('a key')).toBe(markOf('a key'));
    const marks = Array.from({ length: 500 }, (_, i) => markOf(`sk-${i}`));
    expect(marks.every(mark => /^[0-9a-f]{4}$/.test(mark ?? ''))).toBe(true);
    expect(new Set(marks).size).toBeGreaterThan(450);
  });
});

describe('the registry of models', () => {
  class Model extends ScriptedModel {
    // Such a thing is known to its own object only.
    #name = 'mine';
    get provider(): string {
      return this.#name;
    }
    describe(): string {
      return this.#name;
    }
  }

  it('makes models that are asked through us, once, and are themselves otherwise', async () => {
    const model = new Model();
    const other = new ScriptedModel();
    const registry = { createChatModel: (): unknown => model };
    const seen: unknown[] = [];
    const govern = (...all: unknown[]): Promise<IModel> => {
      seen.push(all);
      return Promise.resolve(other);
    };
    expect(wrap(registry, govern)).toBe(true);
    expect(wrap(registry, govern)).toBe(true);
    const options = { model: 'm' };
    const made = registry.createChatModel.call(registry) as Model;
    expect(made.provider).toBe('mine');
    expect(made.describe()).toBe('mine');
    expect(made).toBeInstanceOf(Model);
    await made.doGenerate({});
    await made.doStream({});
    expect(other.asked).toBe('nS');
    expect(model.asked).toBe('');
    expect(seen).toHaveLength(1);
    expect(options).toEqual({ model: 'm' });
  });

  it('leaves models as they are that cannot be governed', async () => {
    for (const made of [null, 'openai/gpt', { doStream: 1 }]) {
      const registry = { createChatModel: (): unknown => made };
      wrap(registry, () => Promise.reject(new Error('never')));
      expect(registry.createChatModel()).toBe(made);
    }
    const model = new ScriptedModel();
    const registry = { createChatModel: (): unknown => model };
    // A part of ours that does not load, such as after an update.
    wrap(registry, () => Promise.reject(new Error('gone')));
    await (registry.createChatModel() as IModel).doGenerate({});
    expect(model.asked).toBe('n');
  });

  it('is left alone where it has another shape', () => {
    expect(wrap({} as never, () => Promise.reject(new Error('never')))).toBe(
      false
    );
  });

  it('is not missed where there is none', async () => {
    await browserPersonaPlugin.activate({} as never);
  });
});

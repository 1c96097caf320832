/**
 * Silence and Stop. The clock is the test's.
 */
import type { IPart } from '../sdk';
import { FINISH, PLAINLY, PLAN, Scene, START, text } from './foreign';

beforeEach(() => {
  jest.useFakeTimers();
});

afterEach(() => {
  jest.useRealTimers();
});

const later = (seconds: number) =>
  jest.advanceTimersByTimeAsync(seconds * 1000);

describe('a silent stream', () => {
  it('gets a plain request beside it, and the first answer wins', async () => {
    const scene = new Scene();
    const { model, server } = scene;
    server.planned = { ...PLAN, plain_after: 60 };
    model.streams = [{ hangs: true }];
    const asked = scene.ask();
    await later(59);
    expect(model.asked).toBe('S');
    await later(2);
    expect((await asked).text).toBe('one two');
    expect(model.asked).toBe('Sn');
    expect(model.calls[0]?.abortSignal?.aborted).toBe(true);
    expect(server.learned).toEqual(['plain: silent']);
    expect(server.heard).toEqual([]);
  });

  it('wins where it comes first, and the other is cancelled', async () => {
    const scene = new Scene();
    const { model, server } = scene;
    server.planned = { ...PLAN, plain_after: 60 };
    model.plain = null;
    let come = (): void => undefined;
    const stream = new ReadableStream<IPart>({
      start(controller) {
        [START, text('late'), FINISH].forEach(part => controller.enqueue(part));
        controller.close();
      }
    });
    const { doStream } = model;
    model.doStream = async call => {
      void doStream.call(model, call).catch(() => undefined);
      await new Promise<void>(resolve => (come = resolve));
      return { stream };
    };
    const asked = scene.ask();
    await later(61);
    expect(model.asked).toBe('Sn');
    come();
    expect((await asked).text).toBe('late');
    expect(model.calls[1]?.abortSignal?.aborted).toBe(true);
    expect(server.learned).toEqual(['stream: stream-worked']);
  });

  it('gets none once its head has come, nor once it has failed', async () => {
    const scene = new Scene();
    const { model, server } = scene;
    server.planned = { ...PLAN, plain_after: 60, silence: 300 };
    server.verdict = PLAINLY;
    model.streams = [{ parts: [START], hangs: true }];
    const asked = scene.ask();
    await later(200);
    expect(model.asked).toBe('S');
    await later(200);
    expect((await asked).text).toBe('one two');
    expect(server.heard[0]).toMatchObject({ kind: 'silent', seconds: 300 });

    const other = new Scene();
    other.server.planned = { ...PLAN, plain_after: 60 };
    other.model.streams = [{ rejects: new Error('no') }];
    await other.ask();
    await later(200);
    expect(other.model.asked).toBe('S');
  });

  it('is given up in its midst, and told', async () => {
    for (const mode of ['auto', 'on'] as const) {
      const scene = new Scene();
      const { model, server } = scene;
      server.planned = { ...PLAN, mode, silence: 300 };
      model.streams = [{ parts: [START, text('one ')], hangs: true }];
      const asked = scene.ask();
      await later(301);
      const { text: shown, error } = await asked;
      expect(shown).toBe('one ');
      expect((error as Error).message).toBe('Told. Why. What to do.');
      expect(server.heard).toMatchObject([
        { kind: 'silent', phase: 'mid-stream' }
      ]);
      expect(model.asked).toBe('S');
      expect(model.calls[0]?.abortSignal?.aborted).toBe(true);
    }
  });
});

describe('Stop', () => {
  it.each([
    ['a stream that has not begun', PLAN, { hangs: true }, 'S'],
    ['a stream in its midst', PLAN, { parts: [text('a')], hangs: true }, 'S'],
    [
      'one that must stream',
      { ...PLAN, mode: 'on' as const },
      { hangs: true },
      'S'
    ],
    [
      'a plain request',
      { ...PLAN, mode: 'off' as const, delivery: 'plain' as const },
      {},
      'n'
    ],
    ['both', { ...PLAN, plain_after: 60 }, { hangs: true }, 'Sn'],
    ['the second one', PLAN, { rejects: new Error('no') }, 'Sn']
  ])('ends %s, and nobody is told', async (_, plan, script, requests) => {
    const scene = new Scene();
    const { model, server } = scene;
    server.planned = plan;
    server.verdict = PLAINLY;
    model.streams = [script];
    model.plain = null;
    const stop = new AbortController();
    const asked = scene.ask({ abortSignal: stop.signal });
    await later(61);
    expect(model.asked).toBe(requests);
    const judged = server.heard.length;
    stop.abort();
    const { error } = await asked;
    expect((error as Error).name).toBe('AbortError');
    expect(model.asked).toBe(requests);
    expect(model.calls.every(call => call.abortSignal?.aborted)).toBe(true);
    expect(server.heard).toHaveLength(judged);
  });

  it('ends the request when nobody reads on', async () => {
    const scene = new Scene();
    scene.server.planned = { ...PLAN, mode: 'on' };
    scene.model.streams = [{ parts: [text('a')], hangs: true }];
    const { stream } = await scene.governed.doStream({});
    const reader = stream.getReader();
    await reader.read();
    await reader.cancel();
    expect(scene.model.calls[0]?.abortSignal?.aborted).toBe(true);
  });
});

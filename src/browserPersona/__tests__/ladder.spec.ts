/**
 * Every way a stream can go, with every way a plain request can, in every mode: what is asked for, what
 * is shown, and what is learned. What has to hold is said once, for all of them.
 */
import type { BrowserPlan } from '../../api/wire';
import type { IGenerateResult, IPart } from '../sdk';
import type { IScript } from './foreign';
import {
  FINISH,
  PLAINLY,
  PLAN,
  Scene,
  START,
  TELL,
  text,
  WHOLE
} from './foreign';

/** As the SDK has them: it decides by the class whether to try again. */
class ApiCallError extends Error {
  readonly isRetryable = true;
  constructor(
    readonly statusCode: number,
    readonly responseBody?: string
  ) {
    super('No.');
  }
  readonly url = 'https://example.com/v1';
}

class NoReason extends Error {
  override readonly name = 'AI_InvalidResponseDataError';
}

const CUT: IPart = { type: 'error', error: new NoReason('no finish reason') };
const NOTHING: IPart = { ...FINISH, finishReason: { unified: 'other' } };
const TOOL: IPart = { type: 'tool-call', toolName: 't', input: '{}' };

/** With the text that is shown of it; `null`: nothing to show comes. */
const STREAMS: [string, IScript, string | null, boolean][] = [
  [
    'answered',
    { parts: [START, text('one '), text('two'), FINISH] },
    'one two',
    true
  ],
  ['a tool', { parts: [START, TOOL, FINISH] }, '', true],
  ['refused', { rejects: new ApiCallError(400, '{}') }, null, false],
  ['unreached', { rejects: new TypeError('Failed to fetch') }, null, false],
  ['empty', { parts: [START, CUT, NOTHING] }, null, false],
  ['nothing at all', { parts: [] }, null, false],
  ['without content', { parts: [START, NOTHING] }, null, false],
  [
    'an error first',
    { parts: [START, { type: 'error', error: { code: 1 } }] },
    null,
    false
  ],
  [
    'broken first',
    { parts: [START], raises: new TypeError('network error') },
    null,
    false
  ],
  [
    'broken later',
    { parts: [START, text('one ')], raises: new TypeError('x') },
    'one ',
    false
  ],
  ['cut later', { parts: [text('one '), CUT, NOTHING] }, 'one ', false],
  [
    'an error later',
    { parts: [text('one '), { type: 'error', error: 'no' }] },
    'one ',
    false
  ]
];

const PLAIN: [string, IGenerateResult | Error, boolean][] = [
  ['answered', WHOLE, true],
  ['refused', new ApiCallError(500, 'x'), false],
  ['empty', { ...WHOLE, content: [] }, false]
];

const PLANS: [string, BrowserPlan][] = [
  ['on', { ...PLAN, mode: 'on' }],
  ['off', { ...PLAN, mode: 'off', delivery: 'plain' }],
  ['auto', PLAN],
  ['auto, plain', { ...PLAN, delivery: 'plain', proven: true }],
  ['auto, proven', { ...PLAN, proven: true, plain_after: 60 }]
];

const CASES = PLANS.flatMap(([mode, plan]) =>
  STREAMS.flatMap(([streamed, script, shown, complete]) =>
    PLAIN.flatMap(([plainly, plain, answered]) =>
      [PLAINLY, TELL].map(verdict => ({
        name: `${mode}; stream: ${streamed}; plain: ${plainly}; ${verdict.next}`,
        ...{ plan, script, shown, complete, plain, answered, verdict }
      }))
    )
  )
);

describe('a reply in the browser', () => {
  it.each(CASES)('$name', async each => {
    const { plan, script, shown, complete, plain, answered, verdict } = each;
    const scene = new Scene();
    const { model, server } = scene;
    server.planned = plan;
    server.verdict = plan.mode === 'auto' ? verdict : TELL;
    server.ofPlain = TELL;
    model.streams = [script];
    model.plain = plain;

    const outcome = await scene.ask();

    const begins = plan.delivery === 'stream';
    const falls =
      begins && plan.mode === 'auto' && shown === null && verdict === PLAINLY;
    expect(model.asked).toBe(
      `${begins ? 'S' : ''}${!begins || falls ? 'n' : ''}`
    );

    const plainly = !begins || falls;
    const good = plainly ? answered : complete;
    expect(outcome.text).toBe(
      plainly ? (answered ? 'one two' : '') : (shown ?? '')
    );
    expect(outcome.error === null).toBe(good);
    if (!good) {
      // Told once, in words that help, in the class that it was of.
      expect((outcome.error as Error).message).toBe('Told. Why. What to do.');
      expect(server.heard).toHaveLength(falls ? 2 : 1);
    }
    if (script.rejects instanceof ApiCallError && !plainly) {
      expect(outcome.error).toBeInstanceOf(ApiCallError);
      expect((outcome.error as ApiCallError).isRetryable).toBe(true);
    }
    const finishes = outcome.parts.filter(({ type }) => type === 'finish');
    expect(finishes.length).toBeLessThanOrEqual(1);
    expect(finishes.length === 1 || !good).toBe(true);

    // Learned is what brought content, in `auto`; what is known is not learned anew.
    const learned =
      plan.mode !== 'auto' || !begins
        ? []
        : falls
          ? answered
            ? ['plain: refused']
            : []
          : shown === null
            ? []
            : ['stream: stream-worked'];
    expect(server.learned).toEqual(learned);
    const ends = server.noted.filter(({ delivery }) => !delivery);
    expect(ends.map(({ marked = false }) => marked)).toEqual(
      good ? [!plainly] : []
    );
  });

  it('may be empty after the result of a tool', async () => {
    for (const plan of [PLAN, { ...PLAN, mode: 'on' as const }]) {
      const scene = new Scene();
      scene.server.planned = plan;
      scene.model.streams = [{ parts: [START, FINISH] }];
      const outcome = await scene.ask({ prompt: [{ role: 'tool' }] });
      expect(outcome.error).toBeNull();
      expect(scene.model.asked).toBe('S');
    }
  });

  it('goes on where it was when the SDK repeats it', async () => {
    const scene = new Scene();
    const { model, server } = scene;
    const abortSignal = new AbortController().signal;
    const call = { prompt: [{ role: 'user' }], abortSignal };
    server.verdict = PLAINLY;
    server.ofPlain = TELL;
    model.streams = [{ rejects: new ApiCallError(500) }];
    model.plain = new ApiCallError(500);
    await scene.ask(call);
    await scene.ask(call);
    expect(model.asked).toBe('Snn');
    model.plain = WHOLE;
    expect((await scene.ask(call)).text).toBe('one two');
    expect(model.asked).toBe('Snnn');
    expect(server.learned).toEqual(['plain: refused']);
    // The next step is another call.
    await scene.ask({ ...call, prompt: [...call.prompt, { role: 'tool' }] });
    expect(model.asked).toBe('SnnnSn');
  });

  it('is a stream where nothing else is taken', async () => {
    const scene = new Scene();
    const { model, server } = scene;
    server.planned = { ...PLAN, delivery: 'plain', proven: true };
    server.verdict = {
      ...PLAINLY,
      next: 'stream',
      evidence: 'stream-required'
    };
    model.plain = new ApiCallError(400);
    model.streams = [{ parts: [START, text('one'), FINISH] }];
    expect((await scene.ask()).text).toBe('one');
    expect(model.asked).toBe('nS');
    expect(server.learned).toEqual(['stream: stream-required']);
  });

  it('is as it would be without a server', async () => {
    const scene = new Scene();
    const { model, server } = scene;
    const raised = new ApiCallError(400);
    server.planned = new Error('gone');
    model.streams = [{ rejects: raised }];
    expect((await scene.ask()).error).toBe(raised);
    expect(model.asked).toBe('S');
    expect(server.heard).toEqual([]);
  });

  it('keeps to the last plan while the server is gone', async () => {
    const scene = new Scene();
    const { model, server } = scene;
    server.planned = { ...PLAN, mode: 'off', delivery: 'plain' };
    await scene.ask();
    server.planned = new Error('gone');
    await scene.ask();
    expect(model.asked).toBe('nn');
  });

  it('is not judged where the server goes meanwhile', async () => {
    const scene = new Scene();
    const raised = new ApiCallError(400);
    scene.server.verdict = new Error('gone');
    scene.model.streams = [{ rejects: raised }];
    expect((await scene.ask()).error).toBe(raised);
    expect(scene.model.asked).toBe('S');
  });

  it('hands no key on', async () => {
    const scene = new Scene();
    const said = '{"error": "the-secret-key is wrong"}';
    scene.model.streams = [{ rejects: new ApiCallError(401, said) }];
    await scene.ask();
    expect(scene.server.heard[0]).toMatchObject({
      kind: 'answered',
      phase: 'before-content',
      status: 401,
      body: '{"error": "[hidden] is wrong"}'
    });
  });
});

describe('a caller that asks for no stream', () => {
  it('is let through, and heard of', async () => {
    const scene = new Scene();
    expect(await scene.governed.doGenerate({})).toEqual(WHOLE);
    expect(scene.model.asked).toBe('n');
    const raised = new ApiCallError(500);
    scene.model.plain = raised;
    await expect(scene.governed.doGenerate({})).rejects.toBe(raised);
    expect(scene.server.heard[0]?.phase).toBe('plain-request');
    expect(scene.server.noted[0]).toMatchObject({ as_chat: false });
  });

  it('gets the sum of a stream where nothing else is taken', async () => {
    const scene = new Scene();
    const { model, server } = scene;
    server.verdict = { ...PLAINLY, next: 'stream' };
    model.plain = new ApiCallError(400);
    model.streams = [
      { parts: [START, text('one '), text('two'), TOOL, FINISH] }
    ];
    const { content, finishReason } = await scene.governed.doGenerate({});
    expect(content).toEqual([{ type: 'text', text: 'one two' }, TOOL]);
    expect(finishReason).toEqual(FINISH.finishReason);
    expect(model.asked).toBe('nS');
  });
});

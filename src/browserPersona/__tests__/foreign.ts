/**
 * What others make: a model of the AI SDK that does what a test says, and a server that judges so.
 */
import type { IBrowserClient } from '../../api/browser';
import type {
  BrowserAnswer,
  BrowserFailure,
  BrowserNoted,
  BrowserPlan,
  BrowserVerdict
} from '../../api/wire';
import { GovernedModel } from '../governed';
import type {
  ICall,
  IGenerateResult,
  IModel,
  IPart,
  IStreamResult
} from '../sdk';
import { Server } from '../server';

export const PLAN: BrowserPlan = {
  mode: 'auto',
  delivery: 'stream',
  proven: false,
  plain_after: null,
  silence: null,
  at: 1
};

export const TELL: BrowserVerdict = {
  next: 'tell',
  evidence: null,
  diagnosis: 'unknown',
  // eslint-disable-next-line jupyter/no-untranslated-string -- the server translates it
  title: 'Told',
  explanation: 'Why.',
  hint: 'What to do.'
};

export const PLAINLY: BrowserVerdict = {
  next: 'plain',
  evidence: 'refused',
  diagnosis: null,
  title: null,
  explanation: null,
  hint: null
};

export const FINISH: IPart = {
  type: 'finish',
  finishReason: { unified: 'stop', raw: 'stop' },
  usage: { outputTokens: { total: 2 } }
};

export const START: IPart = { type: 'stream-start', warnings: [] };

export const text = (delta: string): IPart => ({
  type: 'text-delta',
  id: '0',
  delta
});

export const WHOLE: IGenerateResult = {
  content: [{ type: 'text', text: 'one two' }],
  finishReason: FINISH.finishReason,
  usage: FINISH.usage,
  warnings: []
};

/** What a stream does: its parts, then its end, or what is raised there. */
export interface IScript {
  readonly parts?: readonly IPart[];
  readonly raises?: unknown;
  /** Before any answer. */
  readonly rejects?: unknown;
  /** Never ends, and sends nothing more. */
  readonly hangs?: boolean;
}

/** Asked as it is told to be, and noting how: `S` for a stream, `n` for a whole answer. */
export class ScriptedModel implements IModel {
  asked = '';
  readonly calls: ICall[] = [];
  /** Of the next streams; the last one holds for all that follow. */
  streams: IScript[] = [{}];
  /** Of the plain requests: what they are answered, raise, or never do. */
  plain: IGenerateResult | Error | null = WHOLE;

  async doStream(call: ICall): Promise<IStreamResult> {
    const index = Math.min(this.asked.length, this.streams.length - 1);
    const script = this.streams[index] ?? {};
    this.asked += 'S';
    this.calls.push(call);
    if (script.rejects !== undefined) {
      throw script.rejects as Error;
    }
    if (script.hangs && !script.parts) {
      return new Promise((_, reject) => whenAborted(call, reject));
    }
    const waiting = [...(script.parts ?? [])];
    const stream = new ReadableStream<IPart>({
      pull: controller => {
        const part = waiting.shift();
        if (part) {
          controller.enqueue(part);
        } else if (script.raises !== undefined) {
          controller.error(script.raises);
        } else if (!script.hangs) {
          controller.close();
        } else {
          whenAborted(call, error => controller.error(error));
        }
      }
    });
    return { stream, response: { headers: { from: 'stream' } } };
  }

  async doGenerate(call: ICall): Promise<IGenerateResult> {
    this.asked += 'n';
    this.calls.push(call);
    if (this.plain === null) {
      return new Promise((_, reject) => whenAborted(call, reject));
    }
    if (this.plain instanceof Error) {
      throw this.plain;
    }
    return this.plain;
  }
}

function whenAborted(call: ICall, reject: (error: Error) => void): void {
  call.abortSignal?.addEventListener('abort', () => {
    const error = new Error('aborted');
    error.name = 'AbortError';
    reject(error);
  });
}

/** Judges as it is told to, and keeps what it hears. */
export class ScriptedServer implements IBrowserClient {
  planned: BrowserPlan | Error = PLAN;
  verdict: BrowserVerdict | Error = TELL;
  /** Of a plain request, where it is another. */
  ofPlain: BrowserVerdict | null = null;
  readonly heard: BrowserFailure[] = [];
  readonly noted: BrowserAnswer[] = [];

  plan(): Promise<BrowserPlan> {
    return settledWith(this.planned);
  }

  note(answer: BrowserAnswer): Promise<BrowserNoted> {
    this.noted.push(answer);
    return settledWith({ learned: true });
  }

  judge(failure: BrowserFailure): Promise<BrowserVerdict> {
    this.heard.push(failure);
    switch (failure.phase) {
      case 'mid-stream':
        return settledWith(TELL); // as it always is
      case 'plain-request':
        return settledWith(this.ofPlain ?? this.verdict);
      default:
        return settledWith(this.verdict);
    }
  }

  /** What was learned, in order. */
  get learned(): string[] {
    return this.noted
      .filter(({ delivery }) => delivery)
      .map(({ delivery, evidence }) => `${delivery}: ${evidence}`);
  }
}

function settledWith<T>(value: T | Error): Promise<T> {
  return value instanceof Error
    ? Promise.reject(value)
    : Promise.resolve(value);
}

export class Scene {
  readonly model = new ScriptedModel();
  readonly server = new ScriptedServer();
  readonly governed = new GovernedModel({
    model: this.model,
    server: new Server(this.server, {
      persona: 'P',
      provider: 'generic',
      model: 'm'
    }),
    secrets: ['the-secret-key']
  });

  /** Ask for a stream, and read it to its end. */
  async ask(call: ICall = {}): Promise<IOutcome> {
    const parts: IPart[] = [];
    let error: unknown = null;
    try {
      const { stream } = await this.governed.doStream(call);
      const reader = stream.getReader();
      for (;;) {
        const { done, value } = await reader.read();
        if (done) {
          break;
        }
        parts.push(value);
      }
    } catch (raised) {
      error = raised;
    }
    await settled();
    return {
      parts,
      error: error ?? parts.find(({ type }) => type === 'error')?.error ?? null,
      text: parts.map(({ delta }) => delta ?? '').join('')
    };
  }
}

export interface IOutcome {
  readonly parts: IPart[];
  readonly error: unknown;
  readonly text: string;
}

/** Whatever was begun without anybody waiting has been done. */
export async function settled(): Promise<void> {
  for (let i = 0; i < 20; i++) {
    await Promise.resolve();
  }
}

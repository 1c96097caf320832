/**
 * As much of the AI SDK's interfaces (language models of its versions 6 and 7) as is used here.
 */

/** One call of a model. */
export interface ICall {
  readonly prompt?: readonly { readonly role: string }[];
  readonly tools?: readonly unknown[];
  /** Aborts when the user stops the answer. */
  readonly abortSignal?: AbortSignal;
}

export interface IFinishReason {
  /** `stop`, `length`, `content-filter`, `tool-calls`, `error`, `other`. */
  readonly unified: string;
  /** The endpoint's own word; `undefined`: it gave none. */
  readonly raw?: string;
}

/** A part of a stream, or an item of a whole answer. */
export interface IPart {
  readonly type: string;
  readonly id?: string;
  readonly delta?: string;
  readonly text?: string;
  readonly error?: unknown;
  readonly finishReason?: IFinishReason;
  readonly usage?: unknown;
  readonly warnings?: readonly unknown[];
  readonly providerMetadata?: unknown;
  readonly toolCallId?: string;
  readonly toolName?: string;
  readonly input?: string;
  readonly providerExecuted?: boolean;
  readonly dynamic?: boolean;
  readonly title?: string;
  /** Of the metadata of a response. */
  readonly timestamp?: Date;
  readonly modelId?: string;
}

export interface IStreamResult {
  readonly stream: ReadableStream<IPart>;
  readonly request?: unknown;
  readonly response?: { readonly headers?: Readonly<Record<string, string>> };
}

export interface IGenerateResult {
  readonly content: readonly IPart[];
  readonly finishReason?: IFinishReason;
  readonly usage?: unknown;
  readonly warnings?: readonly unknown[];
  readonly providerMetadata?: unknown;
  readonly request?: unknown;
  readonly response?: {
    readonly id?: string;
    readonly timestamp?: Date;
    readonly modelId?: string;
    readonly headers?: Readonly<Record<string, string>>;
  };
}

export interface IModel {
  readonly modelId?: string;
  doStream(call: ICall): PromiseLike<IStreamResult>;
  doGenerate(call: ICall): PromiseLike<IGenerateResult>;
}

export function isModel(value: unknown): value is IModel {
  const model = value as Partial<IModel> | null | undefined;
  return (
    typeof model === 'object' &&
    typeof model?.doStream === 'function' &&
    typeof model.doGenerate === 'function'
  );
}

/**
 * The part of Jupyter AI 2 that is used, which it gives to other extensions by a token. The package
 * itself is no dependency: it is there where Jupyter AI 2 is.
 */
declare module '@jupyter-ai/core' {
  import type { Token } from '@lumino/coreutils';
  import type { ISignal } from '@lumino/signaling';
  import type { Widget } from '@lumino/widgets';

  export interface IChatMessage {
    readonly id: string;
    readonly type: string;
    readonly body: string;
    /** Of a person's message: what was typed, and what was selected beside it. */
    readonly prompt?: string;
    readonly selection?: unknown;
    /** Of an answer: the message that it answers. */
    readonly reply_to?: string;
  }

  export interface IJaiCore {
    readonly chatWidget: Widget;
    readonly chatHandler: {
      readonly history: { readonly messages: readonly IChatMessage[] };
      /** Since 2.20. */
      readonly historyChanged?: ISignal<unknown, unknown>;
      sendMessage(message: {
        prompt: string;
        selection: unknown;
      }): Promise<unknown>;
    };
  }
  /** Since 2.20. */
  export const IJaiCore: Token<IJaiCore> | undefined;
}

/**
 * The part of the persona in the browser that is used. The package itself is no dependency: it is
 * there where that persona is.
 */
declare module '@jupyter-ai/jupyternaut-lite' {
  import type { Token } from '@lumino/coreutils';

  /** What a model is made of. */
  export interface IOptions {
    readonly model?: string;
    readonly apiKey?: string;
    readonly baseURL?: string;
    readonly headers?: Readonly<Record<string, string>>;
  }

  /** Where the persona has its models from. */
  export interface IRegistry {
    createChatModel(provider: string, options: IOptions): unknown;
  }

  export const IProviderRegistry: Token<IRegistry> | undefined;
}

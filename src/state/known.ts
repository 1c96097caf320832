import { JSONExt } from '@lumino/coreutils';

import type { Failure, Providers, Status } from '../api/wire';
import type { IChat, IUnavailable } from '../tokens';

/** What the model knows at one moment. */
export interface IKnown {
  readonly status: Status | null;
  readonly providers: Providers | null;
  readonly unavailable: IUnavailable | null;
  readonly failures: readonly Failure[];
  readonly chat: IChat | null;
}

/** Before there was an answer. */
export const NOTHING: IKnown = {
  status: null,
  providers: null,
  unavailable: null,
  failures: [],
  chat: null
};

export function same(a: IKnown, b: IKnown): boolean {
  // Interfaces lack the index signature that JSON types ask for.
  return JSONExt.deepEqual({ ...a } as never, { ...b } as never);
}

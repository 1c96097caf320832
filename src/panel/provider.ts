import type { TranslationBundle } from '@jupyterlab/translation';

import type { Capability, ProviderEntry } from '../api/wire';
import type { IStreamingModel } from '../tokens';

/** Opens the connection check of a model. */
export type OnCheck = (provider: string, model: string) => Promise<unknown>;

/** What the parts of an opened provider have in common. */
export interface IProviderProps {
  provider: ProviderEntry;
  /** What was found out about its models. */
  findings: Capability[];
  model: IStreamingModel;
  trans: TranslationBundle;
  onCheck: OnCheck;
  /** What had the focus is no longer there. */
  onGone: () => void;
}

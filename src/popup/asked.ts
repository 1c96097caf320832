import type {
  Decision,
  Mode,
  ModelEntry,
  ProviderEntry,
  Providers,
  Target
} from '../api/wire';
import type { Scope } from './scope';

/** What is asked for in one scope, and what is in force. */
export interface IAsked {
  /** The user's own; `null`: the default counts. */
  readonly mode: Mode | null;
  /** What the default comes to; `null`: not known. */
  readonly inherited: Mode | null;
  readonly decision: Decision;
}

/**
 * What is asked for, for the model or for all of its provider: a lock on one of
 * them says nothing of the other.
 *
 * @param decision - that of the model.
 */
export function askedFor(
  scope: Scope,
  target: Target,
  decision: Decision,
  providers: Providers | null
): IAsked {
  if (scope === 'provider') {
    const provider = entryOf(target, providers);
    return {
      mode: provider?.mode ?? null,
      inherited: provider?.inherited ?? null,
      decision: provider?.decision ?? decision
    };
  }
  const model = ownEntry(target, providers);
  return {
    mode: model?.mode ?? null,
    // A model that is not listed has nothing of its own.
    inherited: model ? model.inherited : decision.mode,
    decision
  };
}

/**
 * Where to begin to choose: at the model itself where it has something of its
 * own, or where a lock of it says other than that of its provider.
 */
export function scopeOf(
  target: Target,
  decision: Decision,
  providers: Providers | null
): Scope {
  const provider = entryOf(target, providers)?.decision ?? decision;
  return ownEntry(target, providers) ||
    provider.allowed.join() !== decision.allowed.join()
    ? 'model'
    : 'provider';
}

/** The model, where it has a mode or a lock of its own, which goes before its provider's. */
export function ownEntry(
  target: Target,
  providers: Providers | null
): ModelEntry | null {
  const models = entryOf(target, providers)?.models ?? [];
  return models.find(({ id }) => id === target.model) ?? null;
}

function entryOf(
  target: Target,
  providers: Providers | null
): ProviderEntry | null {
  return providers?.providers.find(({ id }) => id === target.provider) ?? null;
}

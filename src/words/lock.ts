import type { TranslationBundle } from '@jupyterlab/translation';

import type { Decision, Mode, ModelsLock } from '../api/wire';
import { MODES, modeName } from './mode';

type Lock = Pick<Decision, 'allowed' | 'passed_over' | 'lock_reason'>;

/**
 * What an administrator left to choose, and why: their own words.
 *
 * @returns `null` where every mode can be chosen.
 */
export function lockWords(lock: Lock, trans: TranslationBundle): string | null {
  const { allowed, passed_over, lock_reason } = lock;
  if (lock_reason === null) {
    return null;
  }
  if (allowed.length === 1) {
    return trans.__('Locked by your administrator: %1', lock_reason);
  }
  const limit = limitWords(allowed, lock_reason, trans);
  return passed_over
    ? trans.__(
        '%1 is set, but not allowed. %2',
        modeName(passed_over, trans),
        limit
      )
    : limit;
}

/** What an administrator left to choose for models whose mode in force is not told. */
export function modelsLockWords(
  { allowed, reason }: ModelsLock,
  trans: TranslationBundle
): string {
  switch (allowed.length) {
    case 1:
      return trans.__(
        'Locked by your administrator to %1: %2',
        namesOfEither(allowed, trans),
        reason
      );
    case MODES.length:
      return trans.__('Not locked');
    default:
      return limitWords(allowed, reason, trans);
  }
}

function limitWords(
  allowed: readonly Mode[],
  reason: string,
  trans: TranslationBundle
): string {
  return trans.__(
    'Limited by your administrator to %1: %2',
    namesOfEither(allowed, trans),
    reason
  );
}

function namesOfEither(
  modes: readonly Mode[],
  trans: TranslationBundle
): string {
  return modes
    .map(mode => modeName(mode, trans))
    .reduce((some, last) => trans.__('%1 or %2', some, last));
}

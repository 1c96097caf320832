import type { Decision, Mode } from '../api/wire';

/**
 * What a control shows as chosen where a user asked for a mode, or with `null`
 * for none: what is not allowed is as if it had not been asked for.
 */
export function choiceOf(
  mode: Mode | null,
  { locked, mode: inForce, allowed }: Decision
): Mode | null {
  if (locked) {
    return inForce;
  }
  return mode && allowed.includes(mode) ? mode : null;
}

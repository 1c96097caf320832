import type { Decision, Mode, ModeChange } from '../api/wire';
import type { IStreamingModel } from '../tokens';
import { MODES } from '../words/mode';

/** What a mode is set for: everything, a provider, or one of its models. */
export type Place = Pick<ModeChange, 'provider' | 'model'>;

/**
 * Where a change takes effect for the model the user is chatting with: at the
 * model if that has a mode of its own, else at its provider.
 *
 * @returns `null` where there is no such model or its mode is locked.
 */
export function currentPlace({
  status,
  chat
}: Pick<IStreamingModel, 'status' | 'chat'>): Place | null {
  const { target, decision } = status ?? {};
  if (
    !status?.in_effect ||
    chat?.agent ||
    !target ||
    !decision ||
    decision.locked
  ) {
    return null;
  }
  return {
    provider: target.provider,
    model: decision.source === 'model-setting' ? target.model : null
  };
}

/** The allowed mode after the one in force. */
export function nextMode({ mode, allowed }: Decision): Mode {
  const modes = MODES.filter(each => allowed.includes(each));
  return modes[(modes.indexOf(mode) + 1) % modes.length] ?? mode;
}

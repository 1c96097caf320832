/**
 * What a command was told, which may be anything.
 */
import type { ReadonlyPartialJSONObject } from '@lumino/coreutils';

import type { Mode } from '../api/wire';
import type { IStreamingModel } from '../tokens';
import { MODES } from '../words/mode';
import type { Place } from './place';
import { currentPlace } from './place';

export function modeOf({ mode }: ReadonlyPartialJSONObject): Mode | null {
  return MODES.find(each => each === mode) ?? null;
}

/** What was named, or else the model the user is chatting with. */
export function placeOf(
  args: ReadonlyPartialJSONObject,
  model: IStreamingModel
): Place | null {
  if (!('provider' in args)) {
    return currentPlace(model);
  }
  return { provider: textOf(args.provider), model: textOf(args.model) };
}

export function textOf(value: unknown): string | null {
  return typeof value === 'string' && value ? value : null;
}

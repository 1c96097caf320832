import type { TranslationBundle } from '@jupyterlab/translation';
import type { CommandRegistry } from '@lumino/commands';
import type { ReadonlyPartialJSONObject } from '@lumino/coreutils';

import type { IStreamingModel } from '../tokens';
import { CommandIDs } from '../tokens';
import { modeName, modeWords } from '../words/mode';
import { modeOf, placeOf } from './arguments';
import { currentPlace, nextMode } from './place';
import { NOTHING, SET_MODE } from './schemas';
import { told } from './told';

/** To set a mode, and to go on to the next one. */
export function addModeCommands(
  commands: CommandRegistry,
  model: IStreamingModel,
  trans: TranslationBundle
): void {
  commands.addCommand(CommandIDs.setMode, {
    label: args => setModeLabel(args, trans),
    caption: trans.__(
      'Set the streaming mode of the model you are chatting with, or of the provider or model that is named'
    ),
    describedBy: { args: SET_MODE },
    isEnabled: args => placeOf(args, model) !== null,
    isToggled: args =>
      !('provider' in args) && model.status?.decision?.mode === args.mode,
    isToggleable: true,
    execute: args => {
      const place = placeOf(args, model);
      return (
        place && told(() => model.setMode({ ...place, mode: modeOf(args) }))
      );
    }
  });

  commands.addCommand(CommandIDs.cycleMode, {
    label: trans.__('Streaming: Next Mode'),
    caption: trans.__(
      'Go on from auto to on, to off, and to auto again, for the model you are chatting with'
    ),
    describedBy: { args: NOTHING },
    isEnabled: () => currentPlace(model) !== null,
    execute: () => {
      const place = currentPlace(model);
      const mode = model.status?.decision?.mode;
      return (
        place &&
        mode &&
        told(() => model.setMode({ ...place, mode: nextMode(mode) }))
      );
    }
  });
}

function setModeLabel(
  args: ReadonlyPartialJSONObject,
  trans: TranslationBundle
): string {
  const mode = modeOf(args);
  if (mode === null) {
    return trans.__('Streaming: Inherit');
  }
  return args.isPalette
    ? trans.__('Streaming: %1', modeName(mode, trans))
    : modeWords(mode, trans);
}

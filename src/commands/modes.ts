import type { TranslationBundle } from '@jupyterlab/translation';
import type { CommandRegistry } from '@lumino/commands';
import type { ReadonlyPartialJSONObject } from '@lumino/coreutils';

import type { IStreamingModel } from '../tokens';
import { CommandIDs } from '../tokens';
import { modeName, modeWords } from '../words/mode';
import { modeOf, placeOf } from './arguments';
import { labelled } from './label';
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
      'Set the streaming mode of the current model, or of the given provider or model'
    ),
    describedBy: { args: SET_MODE },
    isEnabled: args => {
      const mode = modeOf(args);
      return (
        placeOf(args, model) !== null &&
        // Of another model than the current one the server knows what is allowed.
        (mode === null ||
          'provider' in args ||
          model.status?.decision?.allowed.includes(mode) === true)
      );
    },
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
    label: trans.__('Cycle Streaming Mode'),
    caption: trans.__(
      'Switch the current model from Auto to On, to Off, and back to Auto'
    ),
    describedBy: { args: NOTHING },
    isEnabled: () => currentPlace(model) !== null,
    execute: () => {
      const place = currentPlace(model);
      const decision = model.status?.decision;
      return (
        place &&
        decision &&
        told(() => model.setMode({ ...place, mode: nextMode(decision) }))
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
    return labelled(trans.__('Default'), trans)(args);
  }
  return args.isPalette
    ? labelled(modeName(mode, trans), trans)(args)
    : modeWords(mode, trans);
}

import type { TranslationBundle } from '@jupyterlab/translation';
import type { CommandRegistry } from '@lumino/commands';

import type { IStreamingModel } from '../tokens';
import { CommandIDs } from '../tokens';
import { addDoors } from './doors';
import { addForgetCommand } from './forget';
import { addModeCommands } from './modes';

/** What looks otherwise, or cannot be done, after a change of the model. */
const FOLLOW_MODEL = [
  CommandIDs.setMode,
  CommandIDs.cycleMode,
  CommandIDs.forget,
  CommandIDs.restoreSettings
];

/** Everything that can be asked for by name. */
export function addCommands(
  commands: CommandRegistry,
  model: IStreamingModel,
  trans: TranslationBundle
): void {
  addModeCommands(commands, model, trans);
  addForgetCommand(commands, model, trans);
  addDoors(commands, model, trans);
  model.changed.connect(() => {
    for (const id of FOLLOW_MODEL) {
      commands.notifyCommandChanged(id);
    }
  });
}

import type { ReadonlyJSONObject } from '@lumino/coreutils';

import { CommandIDs } from '../tokens';
import { MODES } from '../words/mode';

interface IItem {
  command: string;
  args?: ReadonlyJSONObject;
}

/** The commands with the arguments under which they stand in the palette. */
export function paletteItems(): IItem[] {
  return [
    ...MODES.map(mode => ({ command: CommandIDs.setMode, args: { mode } })),
    { command: CommandIDs.cycleMode },
    { command: CommandIDs.forget },
    { command: CommandIDs.forget, args: { everything: true } },
    { command: CommandIDs.checkConnection },
    { command: CommandIDs.openPanel },
    { command: CommandIDs.showStatus },
    { command: CommandIDs.restoreSettings }
  ].map(({ command, args }: IItem) => ({
    command,
    args: { ...args, isPalette: true }
  }));
}

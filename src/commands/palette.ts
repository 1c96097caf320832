import type { ReadonlyJSONObject } from '@lumino/coreutils';

import { CommandIDs } from '../tokens';
import { MODES } from '../words/mode';

/** The commands with the arguments under which they stand in the palette. */
export function paletteItems(): {
  command: string;
  args?: ReadonlyJSONObject;
}[] {
  return [
    ...MODES.map(mode => ({
      command: CommandIDs.setMode,
      args: { mode, isPalette: true }
    })),
    { command: CommandIDs.cycleMode },
    { command: CommandIDs.forget },
    { command: CommandIDs.forget, args: { everything: true } },
    { command: CommandIDs.checkConnection },
    { command: CommandIDs.openPanel },
    { command: CommandIDs.showStatus },
    { command: CommandIDs.restoreSettings }
  ];
}

import type { TranslationBundle } from '@jupyterlab/translation';
import type { CommandRegistry } from '@lumino/commands';

import type { IStreamingModel } from '../tokens';
import { CommandIDs } from '../tokens';
import { checkConnectionLabel, restoreSettingsLabel } from '../words/actions';
import { extensionName } from '../words/names';
import { textOf } from './arguments';
import { labelled } from './label';
import { CHECK, NOTHING } from './schemas';

/** JupyterLab's own; not every application has it. */
const SETTINGS_EDITOR = 'settingeditor:open';

/** To open a view, which is loaded by then. */
export function addDoors(
  commands: CommandRegistry,
  model: IStreamingModel,
  trans: TranslationBundle
): void {
  commands.addCommand(CommandIDs.openPanel, {
    label: labelled(trans.__('All Providers'), trans),
    caption: trans.__(
      'Open the streaming settings of all providers and models'
    ),
    describedBy: { args: NOTHING },
    isEnabled: () => commands.hasCommand(SETTINGS_EDITOR),
    execute: () =>
      commands.execute(SETTINGS_EDITOR, {
        query: extensionName(trans),
        settingEditorType: 'ui'
      })
  });

  commands.addCommand(CommandIDs.checkConnection, {
    label: labelled(checkConnectionLabel(trans), trans),
    caption: trans.__(
      'Check whether chat works with the current model, or with the given one'
    ),
    describedBy: { args: CHECK },
    execute: async args => {
      const { showCheck } = await import('../check/dialog');
      await showCheck(model, trans, {
        provider: textOf(args.provider),
        model: textOf(args.model)
      });
    }
  });

  commands.addCommand(CommandIDs.showStatus, {
    label: labelled(trans.__('Show Status'), trans),
    caption: trans.__(
      'Show how responses of the chat model arrive, what decided it, and whether AI Streaming is active'
    ),
    describedBy: { args: NOTHING },
    execute: async () => {
      const { showStatus } = await import('../status/dialog');
      await showStatus(
        model,
        trans,
        () => void commands.execute(CommandIDs.restoreSettings)
      );
    }
  });

  commands.addCommand(CommandIDs.restoreSettings, {
    label: labelled(restoreSettingsLabel(trans), trans),
    caption: trans.__(
      'Restore the last good streaming settings if the settings file is damaged'
    ),
    describedBy: { args: NOTHING },
    isEnabled: () => model.status?.settings_damaged === true,
    execute: async () => {
      const { showRecovery } = await import('../recovery/dialog');
      await showRecovery(model, trans);
    }
  });
}

import type { TranslationBundle } from '@jupyterlab/translation';
import type { CommandRegistry } from '@lumino/commands';

import { streamIcon } from '../components/icons';
import type { IStreamingModel } from '../tokens';
import { CommandIDs } from '../tokens';
import { extensionName } from '../words/names';
import { textOf } from './arguments';
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
    label: trans.__('Streaming: All Providers…'),
    caption: trans.__(
      'Open the streaming settings of all providers and models'
    ),
    icon: streamIcon,
    describedBy: { args: NOTHING },
    isEnabled: () => commands.hasCommand(SETTINGS_EDITOR),
    execute: () =>
      commands.execute(SETTINGS_EDITOR, {
        query: extensionName(trans),
        settingEditorType: 'ui'
      })
  });

  commands.addCommand(CommandIDs.checkConnection, {
    label: trans.__('Streaming: Check Connection…'),
    caption: trans.__(
      'Find out whether chat will work with the model you are chatting with, or with the one that is named'
    ),
    icon: streamIcon,
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
    label: trans.__('Streaming: Show Status'),
    caption: trans.__(
      'Show how the chosen chat model is asked, who decided it, and whether the switch is in effect'
    ),
    icon: streamIcon,
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
    label: trans.__('Streaming: Restore Settings…'),
    caption: trans.__(
      'Bring the last good streaming settings back, where their file is damaged'
    ),
    icon: streamIcon,
    describedBy: { args: NOTHING },
    isEnabled: () => model.status?.settings_damaged === true,
    execute: async () => {
      const { showRecovery } = await import('../recovery/dialog');
      await showRecovery(model, trans);
    }
  });
}

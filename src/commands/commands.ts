import { Notification } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { CommandRegistry } from '@lumino/commands';
import type {
  ReadonlyJSONObject,
  ReadonlyPartialJSONObject
} from '@lumino/coreutils';

import { RequestError } from '../api/errors';
import type { Mode } from '../api/wire';
import { streamIcon } from '../components/icons';
import type { IStreamingModel } from '../tokens';
import { CommandIDs } from '../tokens';
import { MODES, modeName, modeWords } from '../words/mode';
import type { Place } from './place';
import { currentPlace, nextMode } from './place';
import { CHECK, FORGET, NOTHING, SET_MODE } from './schemas';

/** JupyterLab's own; not every application has it. */
const SETTINGS_EDITOR = 'settingeditor:open';

/** Everything that can be asked for by name. */
export function addCommands(
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

  commands.addCommand(CommandIDs.forget, {
    label: args =>
      args.everything
        ? trans.__('Streaming: Forget All That Was Found Out')
        : trans.__('Streaming: Try Again'),
    caption: trans.__(
      'Forget what was found out about streaming, so that the next message is streamed again where the mode is auto'
    ),
    describedBy: { args: FORGET },
    isEnabled: args => forgettable(args, model) !== null,
    execute: args => {
      const what = forgettable(args, model);
      return what && told(() => model.forget(what));
    }
  });

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
        query: trans.__('AI Streaming'),
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
        provider: text(args.provider),
        model: text(args.model)
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

  model.changed.connect(() => {
    for (const id of [
      CommandIDs.setMode,
      CommandIDs.cycleMode,
      CommandIDs.forget,
      CommandIDs.restoreSettings
    ]) {
      commands.notifyCommandChanged(id);
    }
  });
}

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

function modeOf({ mode }: ReadonlyPartialJSONObject): Mode | null {
  return MODES.find(each => each === mode) ?? null;
}

/** What was named, or else the model the user is chatting with. */
function placeOf(
  args: ReadonlyPartialJSONObject,
  model: IStreamingModel
): Place | null {
  if (!('provider' in args)) {
    return currentPlace(model);
  }
  return { provider: text(args.provider), model: text(args.model) };
}

function forgettable(
  args: ReadonlyPartialJSONObject,
  model: IStreamingModel
): { provider?: string; model?: string } | null {
  const provider = text(args.provider);
  if (args.everything) {
    return {};
  }
  if (provider !== null) {
    return { provider, model: text(args.model) ?? undefined };
  }
  const { target, decision } = model.status ?? {};
  return target && decision?.learned
    ? { provider: target.provider, model: target.model }
    : null;
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value ? value : null;
}

/** A command has no place of its own to say why it was refused. */
async function told<T>(act: () => Promise<T>): Promise<T | null> {
  try {
    return await act();
  } catch (error) {
    const { message, reason } =
      error instanceof RequestError
        ? error.problem
        : { message: String(error), reason: null };
    Notification.error([message, reason].filter(Boolean).join(' '));
    return null;
  }
}

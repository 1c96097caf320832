import type { TranslationBundle } from '@jupyterlab/translation';
import type { CommandRegistry } from '@lumino/commands';
import type { ReadonlyPartialJSONObject } from '@lumino/coreutils';

import type { IStreamingModel } from '../tokens';
import { CommandIDs } from '../tokens';
import { retryStreamingLabel } from '../words/actions';
import { textOf } from './arguments';
import { labelled } from './label';
import { FORGET } from './schemas';
import { told } from './told';

/** To forget what was detected. */
export function addForgetCommand(
  commands: CommandRegistry,
  model: IStreamingModel,
  trans: TranslationBundle
): void {
  commands.addCommand(CommandIDs.forget, {
    label: args =>
      args.everything
        ? labelled(trans.__('Reset Detection Results'), trans)(args)
        : retryStreamingLabel(trans),
    caption: trans.__(
      'Reset what was detected about streaming, so that Auto tries it again with the next message'
    ),
    describedBy: { args: FORGET },
    isEnabled: args => forgettable(args, model) !== null,
    execute: args => {
      const what = forgettable(args, model);
      return what && told(() => model.forget(what));
    }
  });
}

/** What was named, or else the model the user is chatting with, if there is something to forget. */
function forgettable(
  args: ReadonlyPartialJSONObject,
  model: IStreamingModel
): { provider?: string; model?: string } | null {
  const provider = textOf(args.provider);
  if (args.everything) {
    return {};
  }
  if (provider !== null) {
    return { provider, model: textOf(args.model) ?? undefined };
  }
  const { target, decision } = model.status ?? {};
  return target && decision?.learned
    ? { provider: target.provider, model: target.model }
    : null;
}

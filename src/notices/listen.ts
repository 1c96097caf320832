import type { TranslationBundle } from '@jupyterlab/translation';
import type { CommandRegistry } from '@lumino/commands';

import type { IStreamingModel } from '../tokens';
import { Notifier } from './notifier';
import { Told } from './told';

/** From now on the user of this browser is told. */
export function listen(
  model: IStreamingModel,
  commands: CommandRegistry,
  trans: TranslationBundle
): Notifier {
  return new Notifier(model, commands, new Told(localStorage), trans);
}

import { Notification } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';

import type { IStreamingModel } from '../tokens';
import { restoreSettingsLabel } from '../words/actions';

/** What is asked of the model here. */
type Model = Pick<IStreamingModel, 'status' | 'changed' | 'refresh'>;

/**
 * Tells of a damaged settings file, and offers the way out, until it is good
 * again. JupyterLab says nothing of a file that is JSON but no settings.
 *
 * @param restore - opens the dialog that restores the settings.
 */
export function tellOfDamage(
  model: Model,
  trans: TranslationBundle,
  restore: () => Promise<unknown>
): void {
  let shown: string | null = null;
  const look = () => {
    if (isDamaged(model) && shown === null) {
      // In short: a notification cuts off what is long, and the dialog says the rest.
      shown = Notification.error(
        trans.__('The streaming settings are damaged. They can be restored.'),
        {
          autoClose: false,
          actions: [
            {
              label: restoreSettingsLabel(trans),
              callback: () => void restore()
            }
          ]
        }
      );
    } else if (!isDamaged(model) && shown !== null) {
      Notification.dismiss(shown);
      shown = null;
    }
  };
  model.changed.connect(look);
  look();
}

/**
 * The way out of an empty page: where a settings file is no JSON, JupyterLab
 * loads nobody's settings, and shows neither themes nor menus nor notifications
 * that can be read. Once the file is good, the page is worth loading again.
 *
 * @param restore - opens the dialog that restores the settings, and settles when it is closed.
 */
export async function mendEmptyPage(
  model: Model,
  restore: () => Promise<unknown>,
  reload: () => void
): Promise<void> {
  await model.refresh();
  if (isDamaged(model)) {
    await restore();
    if (!isDamaged(model)) {
      reload();
    }
  }
}

function isDamaged({ status }: Pick<Model, 'status'>): boolean {
  return status?.settings_damaged === true;
}

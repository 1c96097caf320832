import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import type { IFormRenderer } from '@jupyterlab/ui-components';
import { IFormRendererRegistry } from '@jupyterlab/ui-components';
import * as React from 'react';

import {
  CommandIDs,
  IStreamingModel,
  PluginIDs,
  TRANSLATION_DOMAIN
} from '../tokens';
import { NumberField } from './numberField';

type Renderer = NonNullable<IFormRenderer['fieldRenderer']>;

const Panel = React.lazy(() => import('./panel'));

/**
 * The modes in the Settings Editor. They are written over REST only, where
 * locks are looked at: JupyterLab's form saves every field it shows.
 */
export const panelPlugin: JupyterFrontEndPlugin<void> = {
  id: PluginIDs.panel,
  description: 'Shows the modes of all providers in the Settings Editor.',
  autoStart: true,
  requires: [IStreamingModel],
  optional: [IFormRendererRegistry, ITranslator],
  activate: (
    app: JupyterFrontEnd,
    model: IStreamingModel,
    registry: IFormRendererRegistry | null,
    translator: ITranslator | null
  ): void => {
    const trans = (translator ?? nullTranslator).load(TRANSLATION_DOMAIN);
    const show = (property: string, fieldRenderer: Renderer) =>
      registry?.addRenderer(`${PluginIDs.settings}.${property}`, {
        fieldRenderer
      });
    show('providers', () => (
      <React.Suspense fallback={<p>{trans.__('Loading…')}</p>}>
        <Panel
          model={model}
          trans={trans}
          onCheck={(provider, name) =>
            app.commands.execute(CommandIDs.checkConnection, {
              provider,
              model: name
            })
          }
          onRestore={() =>
            void app.commands.execute(CommandIDs.restoreSettings)
          }
        />
      </React.Suspense>
    ));
    // The panel shows these too; the form gets no field of its own for them.
    show('defaultMode', Elsewhere);
    show('models', Elsewhere);
    for (const property of NUMBERS) {
      show(property, NumberField);
    }
  }
};

/** The numbers of the schema, by their names. */
const NUMBERS = ['plainAfterSeconds', 'silenceSeconds', 'plainTimeoutSeconds'];

function Elsewhere(): React.JSX.Element {
  return <span className="jp-AiStream-elsewhere" />;
}

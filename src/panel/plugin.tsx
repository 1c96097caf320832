import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { IFormRendererRegistry } from '@jupyterlab/ui-components';
import * as React from 'react';

import {
  CommandIDs,
  IStreamingModel,
  PluginIDs,
  TRANSLATION_DOMAIN
} from '../tokens';

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
    const show = (property: string, fieldRenderer: () => React.JSX.Element) =>
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
  }
};

function Elsewhere(): React.JSX.Element {
  return <span className="jp-AiStream-elsewhere" />;
}

import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';

import { Client } from '../api/client';
import { IStreamingModel, PluginIDs } from '../tokens';
import { Connection } from './connection';
import { StreamingModel } from './model';
import { askOnReturn } from './return';

/** One model for all views. */
export const statePlugin: JupyterFrontEndPlugin<IStreamingModel> = {
  id: PluginIDs.state,
  description:
    'Keeps what the server says about streaming, and follows its events.',
  autoStart: true,
  provides: IStreamingModel,
  activate: (app: JupyterFrontEnd): IStreamingModel => {
    const { serverSettings } = app.serviceManager;
    const model = new StreamingModel(
      new Client(serverSettings),
      new Connection(serverSettings)
    );
    void model.refresh();
    askOnReturn(model);
    return model;
  }
};

import type { IOptions } from '@jupyter-ai/jupyternaut-lite';

import type { Ask } from '../api/browser';
import { BrowserClient } from '../api/browser';
import { GovernedModel } from './governed';
import type { IModel } from './sdk';
import { markOf, secretsOf } from './secrets';
import { Server } from './server';

/** By the name that its chats show. */
const PERSONA = 'Jupyternaut';

/** A model of the persona in the browser, under the switch of this server. */
export function govern(
  ask: Ask,
  model: IModel,
  provider: string,
  options: IOptions
): IModel {
  const server = new Server(new BrowserClient(ask), {
    persona: PERSONA,
    provider,
    model: options.model ?? model.modelId ?? '',
    endpoint: options.baseURL === '' ? null : options.baseURL,
    key_mark: markOf(options.apiKey)
  });
  const governed = new GovernedModel({
    model,
    server,
    secrets: secretsOf(options)
  });
  void governed.announce();
  return governed;
}

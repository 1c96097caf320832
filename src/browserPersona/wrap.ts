import type { IOptions, IRegistry } from '@jupyter-ai/jupyternaut-lite';

import type { IModel } from './sdk';
import { isModel } from './sdk';

/** Whom to ask about a model, made with the first call. */
export type Govern = (
  model: IModel,
  provider: string,
  options: IOptions
) => Promise<IModel>;

const GOVERNED = new WeakSet();

/**
 * From now on each chat model that the registry makes is governed.
 *
 * @returns whether it is so: a registry of another shape is left alone.
 */
export function wrap(registry: IRegistry, govern: Govern): boolean {
  if (typeof registry.createChatModel !== 'function') {
    return false;
  }
  if (GOVERNED.has(registry)) {
    return true;
  }
  GOVERNED.add(registry);
  const create = registry.createChatModel.bind(registry);
  registry.createChatModel = (provider, options) => {
    const model = create(provider, options);
    return isModel(model)
      ? governed(model, () => govern(model, provider, options))
      : model;
  };
  return true;
}

/** The model itself, but for its two ways to be asked. */
function governed(model: IModel, load: () => Promise<IModel>): IModel {
  // The persona is there, and about to ask.
  const loading = load().catch(() => model);
  const ways: IModel = {
    doStream: async call => (await loading).doStream(call),
    doGenerate: async call => (await loading).doGenerate(call)
  };
  return new Proxy(model, {
    get(target, name) {
      if (name === 'doStream' || name === 'doGenerate') {
        return ways[name];
      }
      const value: unknown = Reflect.get(target, name, target);
      // Its methods know private things of their own object only.
      return typeof value === 'function'
        ? (value.bind(target) as unknown)
        : value;
    }
  });
}

import type { IRegistry } from '@jupyter-ai/jupyternaut-lite';

import type { Ask } from '../api/browser';
import { govern } from './govern';
import { wrap } from './wrap';

/** Loaded where that persona is: its models obey from now on. */
export function begin(registry: IRegistry, ask: Ask): void {
  const done = wrap(registry, (model, provider, options) =>
    Promise.resolve(govern(ask, model, provider, options))
  );
  if (!done) {
    console.warn(
      'AI Streaming: this release of jupyternaut-lite is not known, and its models are left alone.'
    );
  }
}

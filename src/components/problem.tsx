import * as React from 'react';

import { RequestError } from '../api/errors';

/** Why something could not be done, and what can be done about it; read out at once. */
export function Problem({ error }: { error: unknown }): React.JSX.Element {
  return (
    <p className="jp-AiStream-problem" role="alert">
      {sentences(error).join(' ')}
    </p>
  );
}

function sentences(error: unknown): string[] {
  if (error instanceof RequestError) {
    const { message, reason, next_step } = error.problem;
    return [message, reason, next_step].filter((text): text is string =>
      Boolean(text)
    );
  }
  return [error instanceof Error ? error.message : String(error)];
}

/**
 * The part of Jupyter AI's persona manager that is used (0.1 and 0.2, Jupyter AI 3.1 and 3.2). The
 * package itself is no dependency: it is there where Jupyter AI 3 is.
 */
declare module '@jupyter-ai/persona-manager' {
  import type { IInputModel } from '@jupyter/chat';
  import type { Token } from '@lumino/coreutils';
  import type * as React from 'react';

  /** What stands beside the choice of persona and model, where a message is written. */
  export interface IPersonaControlRegistry {
    addControl(control: {
      id: string;
      /** The persona it is for; without one, it is for all. */
      personaId?: string;
      /** The lower, the further left. */
      rank?: number;
      component: React.FunctionComponent<{
        personaId: string;
        model: IInputModel;
      }>;
    }): void;
  }
  /** From Jupyter AI 3.1 on. */
  export const IPersonaControlRegistry:
    Token<IPersonaControlRegistry> | undefined;
}

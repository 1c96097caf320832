import type { TranslationBundle } from '@jupyterlab/translation';
import { HTMLSelect } from '@jupyterlab/ui-components';
import * as React from 'react';

import type { Target } from '../api/wire';

/** What a mode is set for. */
export type Scope = 'provider' | 'model';

export function scopeWords(
  scope: Scope,
  target: Target,
  trans: TranslationBundle
): string {
  switch (scope) {
    case 'provider':
      return trans.__('all models of %1', target.provider);
    case 'model':
      return trans.__('%1 only', target.model);
  }
}

/** Chooses what a mode is set for. */
export function ScopeChoice(props: {
  scope: Scope;
  target: Target;
  trans: TranslationBundle;
  onChange: (scope: Scope) => void;
}): React.JSX.Element {
  const { scope, target, trans, onChange } = props;
  return (
    <label>
      <span>{trans.__('Applies to')}</span>
      <HTMLSelect
        value={scope}
        onChange={event => onChange(event.target.value as Scope)}
        options={(['provider', 'model'] as const).map(value => ({
          value,
          label: scopeWords(value, target, trans)
        }))}
      />
    </label>
  );
}

import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { CheckRequest } from '../api/wire';
import { apiVersionTerm, endpointTerm } from '../words/terms';

/** What can stand in for a saved value. */
export type Values = Record<
  'provider' | 'model' | 'endpoint' | 'api_version' | 'api_key',
  string
>;

export const NOTHING: Values = {
  provider: '',
  model: '',
  endpoint: '',
  api_version: '',
  api_key: ''
};

const NAMES = Object.keys(NOTHING) as (keyof Values)[];

/** What was typed; what was left empty counts as it is saved. */
export function requestOf(values: Values, live: boolean): CheckRequest {
  const request: CheckRequest = { live };
  for (const name of NAMES) {
    const value = values[name].trim();
    if (value) {
      request[name] = value;
    }
  }
  return request;
}

/** The values that a user may want to test before saving them in Jupyter AI. */
export function Form(props: {
  values: Values;
  onChange: (values: Values) => void;
  trans: TranslationBundle;
}): React.JSX.Element {
  const { values, onChange, trans } = props;
  const fields: [
    name: keyof Values,
    label: string,
    type: 'text' | 'password'
  ][] = [
    ['provider', trans.__('Provider'), 'text'],
    ['model', trans.__('Model or deployment'), 'text'],
    ['endpoint', endpointTerm(trans), 'text'],
    ['api_version', apiVersionTerm(trans), 'text'],
    ['api_key', trans.__('API key'), 'password']
  ];
  return (
    <details className="jp-AiStream-checkForm">
      <summary>{trans.__('Test unsaved settings')}</summary>
      <p>
        {trans.__(
          'These values are used for this check only and are not saved. If they work, enter them in the Jupyter AI settings.'
        )}
      </p>
      {fields.map(([name, label, type]) => (
        <label key={name}>
          <span>{label}</span>
          <input
            type={type}
            className="jp-mod-styled"
            value={values[name]}
            placeholder={trans.__('Saved value')}
            autoComplete="off"
            spellCheck={false}
            onChange={event =>
              onChange({ ...values, [name]: event.target.value })
            }
          />
        </label>
      ))}
    </details>
  );
}

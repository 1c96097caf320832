import type { TranslationBundle } from '@jupyterlab/translation';
import { InputGroup } from '@jupyterlab/ui-components';
import * as React from 'react';

import type { Capability, Providers } from '../api/wire';
import type { IStreamingModel } from '../tokens';
import { choose } from './choice';
import { DefaultRow } from './defaultRow';
import type { OnCheck } from './provider';
import { ProviderRow } from './providerRow';

/** The default mode, and the providers that matter or are searched for. */
export function ProviderList(props: {
  providers: Providers;
  findings: Capability[];
  model: IStreamingModel;
  trans: TranslationBundle;
  onCheck: OnCheck;
}): React.JSX.Element {
  const { providers, findings, model, trans, onCheck } = props;
  const [search, setSearch] = React.useState('');
  // Typing stays ahead of drawing.
  const { rows, hidden } = choose(
    providers.providers,
    React.useDeferredValue(search)
  );
  return (
    <>
      <DefaultRow
        decision={providers.default}
        inherited={providers.inherited}
        model={model}
        trans={trans}
      />
      <div className="jp-AiStream-search">
        <InputGroup
          type="search"
          rightIcon="ui-components:search"
          value={search}
          placeholder={trans.__('Search providers')}
          aria-label={trans.__('Search providers')}
          onChange={(event: React.ChangeEvent<HTMLInputElement>) =>
            setSearch(event.target.value)
          }
        />
      </div>
      <ul className="jp-AiStream-rows" aria-label={trans.__('Providers')}>
        {rows.map(provider => (
          <ProviderRow
            key={provider.id}
            provider={provider}
            findings={findings.filter(each => each.provider === provider.id)}
            model={model}
            trans={trans}
            onCheck={onCheck}
          />
        ))}
      </ul>
      <p className="jp-AiStream-count" aria-live="polite">
        {rows.length === 0 && trans.__('No provider found.')}{' '}
        {hidden > 0 &&
          trans._n(
            '%1 more provider. Search to show it.',
            '%1 more providers. Search to show them.',
            hidden,
            hidden
          )}
      </p>
    </>
  );
}

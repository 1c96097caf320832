import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { Status } from '../api/wire';
import { Row } from './row';

/** Whose models obey the switch, and who answers out of its reach. */
export function ReachSection(props: {
  status: Status;
  trans: TranslationBundle;
}): React.JSX.Element | null {
  const { status, trans } = props;
  if (!status.governed.length && !status.out_of_reach.length) {
    return null;
  }
  return (
    <section>
      <h3>{trans.__('Streaming switch applies to')}</h3>
      <dl>
        {status.governed.map(({ name, package: from, version }) => (
          <Row key={name} term={version ? `${from} ${version}` : from}>
            <code>{name}</code>
          </Row>
        ))}
      </dl>
      {status.out_of_reach.length > 0 && (
        <>
          <h3>{trans.__('Does not apply to')}</h3>
          <dl>
            {status.out_of_reach.map(each => (
              <Row key={each.package} term={`${each.package} ${each.version}`}>
                {each.text}
              </Row>
            ))}
          </dl>
        </>
      )}
    </section>
  );
}

import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { Governed, Status } from '../api/wire';
import { reachWords } from '../words/reach';
import { Row } from './row';

/** Who answers in open chats, whose models obey the switch, and who is out of its reach. */
export function ReachSection(props: {
  status: Status;
  trans: TranslationBundle;
}): React.JSX.Element {
  const { status, trans } = props;
  return (
    <>
      {status.personas.length > 0 && (
        <section>
          <h3>{trans.__('In open chats')}</h3>
          <dl>
            {status.personas.map(persona => (
              <Row key={persona.id} term={persona.name}>
                {reachWords(persona, trans)}
              </Row>
            ))}
          </dl>
        </section>
      )}
      {status.governed.length > 0 && (
        <section>
          <h3>{trans.__('Models that follow this switch')}</h3>
          <dl>
            {status.governed.map(
              ({ name, package: from, version, obeying }) => (
                <Row key={name} term={version ? `${from} ${version}` : from}>
                  <code>{name}</code> {obeyingWords(obeying, trans)}
                </Row>
              )
            )}
          </dl>
        </section>
      )}
      {status.out_of_reach.length > 0 && (
        <section>
          <h3>{trans.__('Not affected by AI Streaming')}</h3>
          <dl>
            {status.out_of_reach.map(each => (
              <Row key={each.package} term={`${each.package} ${each.version}`}>
                {each.text}
              </Row>
            ))}
          </dl>
        </section>
      )}
    </>
  );
}

/** Which models of a class follow the switch, where not all of them do. */
function obeyingWords(
  obeying: Governed['obeying'],
  trans: TranslationBundle
): string | null {
  switch (obeying) {
    case 'all':
      return null;
    case 'of-jupyter-ai':
      return trans.__('(in Jupyter AI)');
    case 'passed':
      return trans.__('(if passed to govern)');
  }
}

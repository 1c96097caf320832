import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { Status } from '../api/wire';
import { extensionName } from '../words/names';
import { jupyterAiWords } from './jupyterAi';
import { Row } from './row';

/** What is installed, and whether the switch reaches it. */
export function InstalledSection(props: {
  status: Status;
  trans: TranslationBundle;
}): React.JSX.Element {
  const { status, trans } = props;
  return (
    <section>
      <h3>{trans.__('Installed')}</h3>
      <dl>
        <Row term={trans.__('Jupyter AI')}>
          {jupyterAiWords(status.jupyter_ai, trans)}
        </Row>
        <Row term={extensionName(trans)}>
          {status.in_effect
            ? trans.__('%1 (active)', status.version)
            : trans.__('%1 (not active)', status.version)}
        </Row>
      </dl>
    </section>
  );
}

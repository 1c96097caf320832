import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { IProspect } from '../words/outlook';
import { isWarning, outlookWords } from '../words/outlook';
import { warningIcon } from './icons';

/** What will become of the next response, with a warning where that is no good. */
export function Outlook(props: {
  of: IProspect;
  trans: TranslationBundle;
}): React.JSX.Element {
  const { of, trans } = props;
  const words = outlookWords(of, trans);
  return isWarning(of.outlook) ? (
    <span className="jp-AiStream-warning">
      <warningIcon.react tag="span" elementSize="normal" aria-hidden />
      <strong>{words}</strong>
    </span>
  ) : (
    <>{words}</>
  );
}

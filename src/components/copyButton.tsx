import { Clipboard } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import { Action } from './action';

/** Copies something to the clipboard, and says that it did until there is something else. */
export function CopyButton(props: {
  text: string;
  /** What tells one thing to copy from another. */
  of: string;
  content: () => string;
  trans: TranslationBundle;
}): React.JSX.Element {
  const { text, of, content, trans } = props;
  const [copied, setCopied] = React.useState<string | null>(null);
  return (
    <Action
      text={copied === of ? trans.__('Copied') : text}
      onAct={() => {
        Clipboard.copyToSystem(content());
        setCopied(of);
        return Promise.resolve();
      }}
    />
  );
}

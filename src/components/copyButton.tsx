import { Clipboard } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import { Action } from './action';

/** How long it is said that something was copied, in milliseconds. */
const TOLD = 2000;

/** Copies something to the clipboard, and says for a moment that it did. */
export function CopyButton(props: {
  text: string;
  /** What tells one thing to copy from another. */
  of: string;
  content: () => string;
  trans: TranslationBundle;
}): React.JSX.Element {
  const { text, of, content, trans } = props;
  const [copied, setCopied] = React.useState<{ of: string } | null>(null);
  React.useEffect(() => {
    const timer = copied && setTimeout(() => setCopied(null), TOLD);
    return () => clearTimeout(timer ?? undefined);
  }, [copied]);
  return (
    <Action
      text={copied?.of === of ? trans.__('Copied') : text}
      onAct={() => {
        Clipboard.copyToSystem(content());
        setCopied({ of });
        return Promise.resolve();
      }}
    />
  );
}

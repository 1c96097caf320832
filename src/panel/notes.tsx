import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import { Note } from '../components/note';
import { RestoreButton } from '../components/restoreButton';
import type { IStreamingModel } from '../tokens';
import { askingWords } from '../words/asking';
import { unavailableWords } from '../words/unavailable';

/** What to know before the modes are read, and the way out where the settings are damaged. */
export function Notes({
  model,
  trans,
  onRestore
}: {
  model: IStreamingModel;
  trans: TranslationBundle;
  onRestore: () => void;
}): React.JSX.Element {
  const { status, unavailable } = model;
  const notes = [
    unavailable && unavailableWords(unavailable, trans),
    !status && !unavailable && askingWords(trans),
    status && !status.in_effect && status.why_not?.text,
    status?.settings_error,
    ...(status?.limits.map(({ text }) => text) ?? [])
  ].filter((note): note is string => Boolean(note));
  return (
    <div aria-live="polite">
      {notes.map(note => (
        <Note key={note}>{note}</Note>
      ))}
      {status?.settings_damaged && (
        <RestoreButton trans={trans} onRestore={onRestore} />
      )}
    </div>
  );
}

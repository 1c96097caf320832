import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import { Note } from '../components/note';
import { RestoreButton } from '../components/restoreButton';
import type { IStreamingModel } from '../tokens';
import { askingWords } from '../words/asking';
import { noEffectWords } from '../words/noEffect';
import { unavailableWords } from '../words/unavailable';
import { AnswersSection } from './answers';
import { InstalledSection } from './installed';
import { ReachSection } from './reach';

interface IViewProps {
  model: Pick<IStreamingModel, 'status' | 'providers' | 'unavailable'>;
  trans: TranslationBundle;
  onRestore: () => void;
}

/** What the model knows, for a person. */
export function StatusView({
  model,
  trans,
  onRestore
}: IViewProps): React.JSX.Element {
  const { status, providers, unavailable } = model;
  return (
    <div className="jp-AiStream-status" aria-live="polite">
      {unavailable && <Note>{unavailableWords(unavailable, trans)}</Note>}
      {!status && !unavailable && <p>{askingWords(trans)}</p>}
      {status && !status.in_effect && (
        <Note>
          <strong>{noEffectWords(trans)}</strong> {status.why_not?.text}
        </Note>
      )}
      {status?.limits.map(({ id, text }) => (
        <Note key={id}>{text}</Note>
      ))}
      {status?.settings_error && (
        <Note>
          <strong>{trans.__('Settings cannot be read.')}</strong>{' '}
          {status.settings_error}
        </Note>
      )}
      {status?.settings_damaged && (
        <RestoreButton trans={trans} onRestore={onRestore} />
      )}
      {status && (
        <AnswersSection
          target={status.target}
          persona={status.persona}
          decision={status.decision ?? providers?.default ?? null}
          inEffect={status.in_effect}
          trans={trans}
        />
      )}
      {status && <InstalledSection status={status} trans={trans} />}
      {status && <ReachSection status={status} trans={trans} />}
    </div>
  );
}

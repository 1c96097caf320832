import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { Recovered, Recovery } from '../api/wire';
import { Action } from '../components/action';
import { Note } from '../components/note';
import { Problem } from '../components/problem';
import type { IStreamingModel } from '../tokens';
import { askingWords } from '../words/asking';
import { moment } from '../words/moment';
import { sentence } from './sentence';
import { Differences } from './differences';

interface IRecoveryProps {
  model: Pick<IStreamingModel, 'recovery' | 'restore'>;
  trans: TranslationBundle;
}

/** A damaged settings file: what is wrong, what would stand there, and the way back. */
export function RecoveryView({
  model,
  trans
}: IRecoveryProps): React.JSX.Element {
  const [recovery, setRecovery] = React.useState<Recovery | null>(null);
  const [refusal, setRefusal] = React.useState<unknown>(null);
  const [restored, setRestored] = React.useState<Recovered | null>(null);
  React.useEffect(
    () => void model.recovery().then(setRecovery, setRefusal),
    []
  );
  return (
    <div className="jp-AiStream-recovery">
      <div aria-live="polite">
        {restored && <RestoredNote restored={restored} trans={trans} />}
        {!restored && !recovery && refusal === null && (
          <p>{askingWords(trans)}</p>
        )}
        {!restored && recovery?.problem === null && (
          <p>{trans.__('Settings OK. There is nothing to restore.')}</p>
        )}
      </div>
      {refusal !== null && <Problem error={refusal} />}
      {!restored && recovery?.problem && (
        <>
          <Note>
            <strong>{trans.__('The settings file is damaged.')}</strong>{' '}
            {sentence(recovery.problem, trans)}
          </Note>
          <p>
            <code>{recovery.path}</code>
          </p>
          <p>{copyWords(recovery, trans)}</p>
          {recovery.differences.length > 0 && (
            <Differences lines={recovery.differences} trans={trans} />
          )}
          <p>
            {trans.__(
              'A copy of the damaged file is kept in the same folder under another name.'
            )}
          </p>
          <div className="jp-AiStream-buttons">
            <Action
              text={
                recovery.last_good === null
                  ? trans.__('Reset Settings')
                  : trans.__('Restore Last Good Settings')
              }
              onAct={async () => setRestored(await model.restore())}
            />
          </div>
        </>
      )}
    </div>
  );
}

/** It takes the focus from the button that led to it, which is gone. */
function RestoredNote(props: {
  restored: Recovered;
  trans: TranslationBundle;
}): React.JSX.Element {
  const { restored, trans } = props;
  const note = React.useRef<HTMLDivElement>(null);
  React.useLayoutEffect(() => note.current?.focus(), []);
  return (
    <div ref={note} tabIndex={-1} className="jp-AiStream-restored">
      <p>
        <strong>
          {restored.from_copy
            ? trans.__('Last good settings restored.')
            : trans.__('Settings reset to defaults.')}
        </strong>
      </p>
      <p>
        {trans.__('Damaged file kept at:')} <code>{restored.kept_as}</code>
      </p>
    </div>
  );
}

function copyWords(recovery: Recovery, trans: TranslationBundle): string {
  return recovery.last_good === null
    ? trans.__(
        'No backup of good settings found. Settings will be reset to defaults.'
      )
    : trans.__('Last good settings saved on %1.', moment(recovery.last_good));
}

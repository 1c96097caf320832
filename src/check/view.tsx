import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import { parse, RequestError } from '../api/errors';
import { Action } from '../components/action';
import { CopyButton } from '../components/copyButton';
import { Problem } from '../components/problem';
import type { IStreamingModel } from '../tokens';
import { Comparison } from './comparison';
import { useFocusOnNext } from './focus';
import type { Values } from './form';
import { Form, NOTHING, requestOf } from './form';
import { Progress } from './progress';
import { Results } from './results';
import type { CheckModel } from './run';
import { useRun } from './run';
import { Sentences } from './sentences';
import { VerdictView } from './verdict';

interface ICheckProps {
  model: CheckModel & Pick<IStreamingModel, 'setMode'>;
  trans: TranslationBundle;
  /** What to check; empty for the chosen chat model. */
  provider: string | null;
  name: string | null;
}

/** The connection check: the settings at once, the endpoint when the user says so. */
export function CheckView(props: ICheckProps): React.JSX.Element {
  const { model, trans, provider, name } = props;
  const { run, refusal, begin, cancel, follow } = useRun(model);
  const [values, setValues] = React.useState<Values>({
    ...NOTHING,
    provider: provider ?? '',
    model: name ?? ''
  });
  const check = (live: boolean) => begin(requestOf(values, live));
  React.useEffect(() => void check(false), []);
  const running = run?.state === 'running';
  const report = run?.report;
  const other = otherCheck(refusal);
  const node = React.useRef<HTMLDivElement>(null);
  useFocusOnNext(node, run);
  return (
    <div ref={node} className="jp-AiStream-check" tabIndex={-1}>
      <div aria-live="polite">
        {run?.verdict && (
          <VerdictView
            verdict={run.verdict}
            model={model}
            trans={trans}
            onSet={follow}
          />
        )}
        {run?.state === 'cancelled' && <p>{trans.__('Cancelled.')}</p>}
      </div>
      {running && <Progress run={run} trans={trans} onCancel={cancel} />}
      {refusal !== null && <Problem error={refusal} />}
      {other !== null && (
        // Such as one whose page was closed while it ran.
        <Action
          text={trans.__('Cancel Other Check')}
          onAct={async () => {
            await model.cancelCheck(other);
            await check(false);
          }}
        />
      )}
      <div className="jp-AiStream-buttons">
        <Action
          text={trans.__('Check Settings')}
          waits={running}
          onAct={() => check(false)}
        />
        {run && run.live_requests > 0 && (
          <Action
            text={trans._n(
              'Test Endpoint (%1 request)',
              'Test Endpoint (%1 requests)',
              run.live_requests,
              run.live_requests
            )}
            waits={running}
            isNext={run.verdict?.works === null}
            onAct={() => check(true)}
          />
        )}
        {report && (
          <CopyButton
            text={trans.__('Copy Report')}
            of={report}
            content={() => report}
            trans={trans}
          />
        )}
      </div>
      <Form values={values} onChange={setValues} trans={trans} />
      {run && (
        <>
          <Results results={run.results} trans={trans} />
          <Sentences title={trans.__('Differences')} texts={run.differences} />
          <Sentences
            title={trans.__('Ask your administrator to')}
            texts={run.ask_administrator}
          />
          {run.comparison.length > 0 && (
            <Comparison exchanges={run.comparison} trans={trans} />
          )}
        </>
      )}
    </div>
  );
}

/** The id of the check that has to end first, if that is why this one cannot begin. */
function otherCheck(refusal: unknown): string | null {
  if (!(refusal instanceof RequestError) || refusal.status !== 409) {
    return null;
  }
  const id = parse(refusal.problem.value ?? '');
  return typeof id === 'string' ? id : null;
}

import { Clipboard } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { LabIcon } from '@jupyterlab/ui-components';
import {
  checkIcon,
  errorIcon,
  notTrustedIcon
} from '@jupyterlab/ui-components';
import * as React from 'react';

import { parse, RequestError } from '../api/errors';
import type { CheckRun, CheckVerdict } from '../api/wire';
import { Action } from '../components/action';
import { Problem } from '../components/problem';
import type { IStreamingModel } from '../tokens';
import { modeName } from '../words/mode';
import type { Values } from './form';
import { Form, NOTHING, requestOf } from './form';
import { Comparison, Results } from './results';
import type { CheckModel } from './run';
import { useRun } from './run';

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
  const { run, refusal, begin, cancel } = useRun(model);
  const [values, setValues] = React.useState<Values>({
    ...NOTHING,
    provider: provider ?? '',
    model: name ?? ''
  });
  const check = (live: boolean) => begin(requestOf(values, live));
  React.useEffect(() => void check(false), []);
  const running = run?.state === 'running';
  const other = otherCheck(refusal);
  const node = React.useRef<HTMLDivElement>(null);
  React.useLayoutEffect(() => {
    // The button that had the focus is gone; without it no key reaches the dialog.
    if (document.activeElement === document.body) {
      node.current?.focus();
    }
  });
  return (
    <div ref={node} className="jp-AiStream-check" tabIndex={-1}>
      <div aria-live="polite">
        {run?.verdict && (
          <VerdictView verdict={run.verdict} model={model} trans={trans} />
        )}
        {run?.state === 'cancelled' && <p>{trans.__('Cancelled.')}</p>}
      </div>
      {running && <Progress run={run} trans={trans} onCancel={cancel} />}
      {refusal !== null && <Problem error={refusal} />}
      {other !== null && (
        // Such as one whose page was closed while it ran.
        <Action
          text={trans.__('End the Other Check')}
          onAct={async () => {
            await model.cancelCheck(other);
            await check(false);
          }}
        />
      )}
      <div className="jp-AiStream-buttons">
        <Action
          text={trans.__('Check the Settings')}
          waits={running}
          onAct={() => check(false)}
        />
        {run && run.live_requests > 0 && (
          <Action
            text={trans._n(
              'Ask the Endpoint (%1 Short Request)',
              'Ask the Endpoint (%1 Short Requests)',
              run.live_requests,
              run.live_requests
            )}
            waits={running}
            onAct={() => check(true)}
          />
        )}
        {run?.report && <CopyReport report={run.report} trans={trans} />}
      </div>
      <Form values={values} onChange={setValues} trans={trans} />
      {run && run.comparison.length > 0 && (
        <Comparison exchanges={run.comparison} trans={trans} />
      )}
      {run && (
        <>
          <Sentences title={trans.__('Differences')} texts={run.differences} />
          <Sentences
            title={trans.__('To ask the administrator of the endpoint for')}
            texts={run.ask_administrator}
          />
          <Results results={run.results} trans={trans} />
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

function VerdictView(props: {
  verdict: CheckVerdict;
  model: Pick<IStreamingModel, 'setMode'>;
  trans: TranslationBundle;
}): React.JSX.Element {
  const { verdict, model, trans } = props;
  const [set, setSet] = React.useState(false);
  const note = React.useRef<HTMLParagraphElement>(null);
  React.useLayoutEffect(() => note.current?.focus(), [set]);
  const icon = verdictIcon(verdict.works);
  const { recommended, provider, model: name } = verdict;
  return (
    <div className="jp-AiStream-checkVerdict" data-works={verdict.works}>
      <p>
        <icon.react tag="span" elementSize="normal" aria-hidden />
        <strong>{verdict.text}</strong>
      </p>
      {recommended && provider && name && !set && (
        <Action
          text={trans.__('Set to %1', modeName(recommended, trans))}
          label={trans.__(
            'Set streaming of %1 to %2',
            `${provider}:${name}`,
            modeName(recommended, trans)
          )}
          onAct={async () => {
            await model.setMode({ provider, model: name, mode: recommended });
            setSet(true);
          }}
        />
      )}
      {recommended && set && (
        <p ref={note} tabIndex={-1}>
          {trans.__(
            'Streaming of %1 is set to %2.',
            `${provider}:${name}`,
            modeName(recommended, trans)
          )}
        </p>
      )}
    </div>
  );
}

function verdictIcon(works: boolean | null): LabIcon {
  if (works === null) {
    return notTrustedIcon;
  }
  return works ? checkIcon : errorIcon;
}

function Progress(props: {
  run: CheckRun;
  trans: TranslationBundle;
  onCancel: () => Promise<void>;
}): React.JSX.Element {
  const { run, trans, onCancel } = props;
  const done = run.results.length;
  const words = trans.__('%1 of %2 done', done, run.total);
  return (
    <div className="jp-AiStream-checkProgress">
      <progress max={run.total} value={done} aria-label={words} />
      <span>{words}</span>
      <Action text={trans.__('Cancel')} onAct={onCancel} />
    </div>
  );
}

function CopyReport(props: {
  report: string;
  trans: TranslationBundle;
}): React.JSX.Element {
  const { report, trans } = props;
  const [copied, setCopied] = React.useState<string | null>(null);
  return (
    <Action
      text={copied === report ? trans.__('Copied') : trans.__('Copy Report')}
      onAct={() => {
        Clipboard.copyToSystem(report);
        setCopied(report);
        return Promise.resolve();
      }}
    />
  );
}

function Sentences(props: {
  title: string;
  texts: string[];
}): React.JSX.Element | null {
  const { title, texts } = props;
  if (texts.length === 0) {
    return null;
  }
  return (
    <section>
      <h3>{title}</h3>
      <ul>
        {texts.map(text => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </section>
  );
}

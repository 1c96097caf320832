import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { Decision, Status, Target } from '../api/wire';
import { RestoreButton } from '../components/restoreButton';
import type { IStreamingModel } from '../tokens';
import { askingWords } from '../words/asking';
import { deliveryWords } from '../words/delivery';
import { learnedWords } from '../words/learned';
import { modeWords } from '../words/mode';
import { modelName } from '../words/modelName';
import { sourceWords } from '../words/source';
import { unavailableWords } from '../words/unavailable';
import { jupyterAiWords } from './jupyterAi';

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
          <strong>{trans.__('The switch has no effect.')}</strong>{' '}
          {status.why_not?.text}
        </Note>
      )}
      {status?.limits.map(({ id, text }) => (
        <Note key={id}>{text}</Note>
      ))}
      {status?.settings_error && (
        <Note>
          <strong>{trans.__('The settings cannot be read.')}</strong>{' '}
          {status.settings_error}
        </Note>
      )}
      {status?.settings_damaged && (
        <RestoreButton trans={trans} onRestore={onRestore} />
      )}
      {status && (
        <AnswersSection
          target={status.target}
          decision={status.decision ?? providers?.default ?? null}
          inEffect={status.in_effect}
          trans={trans}
        />
      )}
      {status && <InstalledSection status={status} trans={trans} />}
    </div>
  );
}

function AnswersSection(props: {
  target: Target | null;
  decision: Decision | null;
  inEffect: boolean;
  trans: TranslationBundle;
}): React.JSX.Element {
  const { target, decision, inEffect, trans } = props;
  return (
    <section>
      <h3>{trans.__('Answers')}</h3>
      <dl>
        <Row term={trans.__('Chat model')}>
          {target ? (
            <code>{modelName(target)}</code>
          ) : (
            trans.__('None is chosen in Jupyter AI')
          )}
        </Row>
        {target?.endpoint && (
          <Row term={trans.__('Endpoint')}>
            <code>{target.endpoint}</code>
          </Row>
        )}
        {target?.api_version && (
          <Row term={trans.__('API version')}>
            <code>{target.api_version}</code>
          </Row>
        )}
        {decision && (
          <>
            <Row term={trans.__('Streaming')}>
              {modeWords(decision.mode, trans)}
            </Row>
            <Row term={trans.__('Decided by')}>
              {sourceWords(decision.source, trans)}
            </Row>
            {decision.lock_reason && (
              <Row term={trans.__('Reason of the lock')}>
                {decision.lock_reason}
              </Row>
            )}
            {inEffect && (
              <Row term={trans.__('Next answer')}>
                {deliveryWords(decision.delivery, trans)}
              </Row>
            )}
            {inEffect && decision.learned && (
              <Row term={trans.__('Because')}>
                {learnedWords(decision.learned, trans)}
              </Row>
            )}
          </>
        )}
      </dl>
    </section>
  );
}

function InstalledSection(props: {
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
        <Row term={trans.__('Streaming switch')}>
          {status.in_effect
            ? trans.__('%1, in effect', status.version)
            : trans.__('%1, without effect', status.version)}
        </Row>
      </dl>
    </section>
  );
}

function Row(props: {
  term: string;
  children: React.ReactNode;
}): React.JSX.Element {
  return (
    <div className="jp-AiStream-row">
      <dt>{props.term}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}

function Note(props: { children: React.ReactNode }): React.JSX.Element {
  return <p className="jp-AiStream-note">{props.children}</p>;
}

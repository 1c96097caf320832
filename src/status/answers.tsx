import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { Decision, Target } from '../api/wire';
import { deliveryWords } from '../words/delivery';
import { learnedWords } from '../words/learned';
import { modeWords } from '../words/mode';
import { modelName } from '../words/modelName';
import { switchName } from '../words/names';
import { sourceWords } from '../words/source';
import {
  apiVersionTerm,
  becauseTerm,
  endpointTerm,
  nextAnswerTerm
} from '../words/terms';
import { Row } from './row';

/** The chat model, and how it is asked. */
export function AnswersSection(props: {
  target: Target | null;
  decision: Decision | null;
  inEffect: boolean;
  trans: TranslationBundle;
}): React.JSX.Element {
  const { target, decision, inEffect, trans } = props;
  return (
    <section>
      <h3>{trans.__('Responses')}</h3>
      <dl>
        <Row term={trans.__('Chat model')}>
          {target ? (
            <code>{modelName(target)}</code>
          ) : (
            trans.__('No chat model selected in Jupyter AI')
          )}
        </Row>
        {target?.endpoint && (
          <Row term={endpointTerm(trans)}>
            <code>{target.endpoint}</code>
          </Row>
        )}
        {target?.api_version && (
          <Row term={apiVersionTerm(trans)}>
            <code>{target.api_version}</code>
          </Row>
        )}
        {decision && (
          <>
            <Row term={switchName(trans)}>
              {modeWords(decision.mode, trans)}
            </Row>
            <Row term={trans.__('Decided by')}>
              {sourceWords(decision.source, trans)}
            </Row>
            {decision.lock_reason && (
              <Row term={trans.__('Lock reason')}>{decision.lock_reason}</Row>
            )}
            {inEffect && (
              <Row term={nextAnswerTerm(trans)}>
                {deliveryWords(decision.delivery, trans)}
              </Row>
            )}
            {inEffect && decision.learned && (
              <Row term={becauseTerm(trans)}>
                {learnedWords(decision.learned, trans)}
              </Row>
            )}
          </>
        )}
      </dl>
    </section>
  );
}

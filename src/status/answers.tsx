import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { Decision, Target } from '../api/wire';
import { Outlook } from '../components/outlook';
import { lockWords } from '../words/lock';
import { modeWords } from '../words/mode';
import { modelName } from '../words/modelName';
import { switchName } from '../words/names';
import { becauseWords } from '../words/outlook';
import { sourceWords } from '../words/source';
import {
  apiVersionTerm,
  becauseTerm,
  endpointTerm,
  nextResponseTerm
} from '../words/terms';
import { Row } from './row';

/** The chat model, and how it is asked. */
export function AnswersSection(props: {
  target: Target | null;
  /** Who asks it in the browser. */
  persona: string | null;
  decision: Decision | null;
  inEffect: boolean;
  trans: TranslationBundle;
}): React.JSX.Element {
  const { target, persona, decision, inEffect, trans } = props;
  const because = decision && becauseWords(decision, trans);
  const limit = decision && !decision.locked && lockWords(decision, trans);
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
        {persona && (
          <Row term={trans.__('Persona')}>
            {trans.__('%1, in the browser', persona)}
          </Row>
        )}
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
              {sourceWords(decision, trans)}
            </Row>
            {decision.locked && (
              <Row term={trans.__('Lock reason')}>{decision.lock_reason}</Row>
            )}
            {limit && <Row term={trans.__('Lock')}>{limit}</Row>}
            {inEffect && (
              <Row term={nextResponseTerm(trans)}>
                <Outlook of={decision} trans={trans} />
              </Row>
            )}
            {inEffect && because && (
              <Row term={becauseTerm(trans)}>{because}</Row>
            )}
          </>
        )}
      </dl>
    </section>
  );
}

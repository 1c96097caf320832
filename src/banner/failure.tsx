import type { TranslationBundle } from '@jupyterlab/translation';
import { caretDownIcon, caretRightIcon } from '@jupyterlab/ui-components';
import type { CommandRegistry } from '@lumino/commands';
import * as React from 'react';

import type { Failure } from '../api/wire';
import type { IStreamingModel } from '../tokens';
import { modelName } from '../words/modelName';
import { Details } from './details';
import { Hint } from './hint';
import { Offer } from './offer';
import { severityIcon, severityWord } from './severity';

interface IFailureProps {
  failure: Failure;
  model: IStreamingModel;
  commands: CommandRegistry;
  trans: TranslationBundle;
  /** It may have another height now. */
  onDrawn: () => void;
  onDismiss: () => Promise<void>;
}

/** One failure: what it is, what can be done about it, and its details when they are asked for. */
export function FailureView(props: IFailureProps): React.JSX.Element {
  const { failure, model, commands, trans, onDrawn, onDismiss } = props;
  const [open, setOpen] = React.useState(false);
  const icon = severityIcon(failure.severity);
  const id = `jp-AiStream-banner-${failure.id}`;
  React.useLayoutEffect(onDrawn, [open]);
  return (
    <div className="jp-AiStream-bannerBody">
      <p className="jp-AiStream-bannerTitle">
        <icon.react tag="span" elementSize="normal" aria-hidden />
        <span>
          <span className="jp-AiStream-bannerWord">
            {severityWord(failure.severity, trans)}
          </span>{' '}
          <strong>{failure.title}</strong> <code>{modelName(failure)}</code>
        </span>
      </p>
      <p>
        {failure.explanation} <Hint failure={failure} trans={trans} />
      </p>
      <div className="jp-AiStream-bannerActions">
        {failure.actions.map(action => (
          <Offer
            key={action}
            action={action}
            failure={failure}
            model={model}
            commands={commands}
            trans={trans}
            onDismiss={onDismiss}
          />
        ))}
        <button
          type="button"
          className="jp-AiStream-disclosure"
          aria-expanded={open}
          aria-controls={id}
          onClick={() => setOpen(!open)}
        >
          {open ? (
            <caretDownIcon.react tag="span" />
          ) : (
            <caretRightIcon.react tag="span" />
          )}
          {trans.__('Details')}
        </button>
      </div>
      <div id={id} hidden={!open}>
        {open && <Details failure={failure} trans={trans} />}
      </div>
    </div>
  );
}

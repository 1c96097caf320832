import { Clipboard } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import {
  caretDownIcon,
  caretLeftIcon,
  caretRightIcon,
  closeIcon
} from '@jupyterlab/ui-components';
import type { CommandRegistry } from '@lumino/commands';
import * as React from 'react';

import type { Action as ActionId, Failure } from '../api/wire';
import { Action } from '../components/action';
import { HELP } from '../help/command';
import type { IStreamingModel } from '../tokens';
import { CommandIDs } from '../tokens';
import { detailsText, factsOf } from './details';
import { severityIcon, severityWord } from './severity';

/** Where Jupyter AI has its own settings, if it tells. */
const SETTINGS = '@jupyter-ai/jupyternaut:open-settings';

interface IBannerProps {
  /** The latest first. */
  failures: readonly Failure[];
  model: IStreamingModel;
  commands: CommandRegistry;
  trans: TranslationBundle;
  /** It may have another height now. */
  onDrawn: () => void;
  /** What has the focus goes away. */
  onLeave: () => void;
}

/** What failed, in plain words, one failure at a time. */
export function BannerView(props: IBannerProps): React.JSX.Element | null {
  const { failures, model, trans, onDrawn, onLeave } = props;
  const [chosen, choose] = React.useState<string | null>(null);
  const node = React.useRef<HTMLElement>(null);
  const index = Math.max(
    0,
    failures.findIndex(({ id }) => id === chosen)
  );
  const failure = failures[index];
  React.useLayoutEffect(onDrawn);
  if (!failure) {
    return null;
  }
  const dismiss = async () => {
    const focused = node.current?.contains(document.activeElement);
    await model.dismiss(failure.id);
    if (focused) {
      onLeave();
    }
  };
  return (
    <section
      ref={node}
      className="jp-AiStream-banner"
      data-severity={failure.severity}
      aria-label={trans.__('Failures of AI models')}
      onKeyDown={event => {
        if (event.key === 'Escape') {
          event.stopPropagation();
          void dismiss();
        }
      }}
    >
      <One key={failure.id} {...props} failure={failure} onDismiss={dismiss} />
      <div className="jp-AiStream-bannerEnd">
        {failures.length > 1 && (
          <Pages
            index={index}
            count={failures.length}
            trans={trans}
            onChoose={at => choose(failures[at]?.id ?? null)}
          />
        )}
        <button
          type="button"
          className="jp-AiStream-iconButton"
          title={trans.__('Dismiss')}
          aria-label={trans.__('Dismiss')}
          onClick={() => void dismiss()}
        >
          <closeIcon.react tag="span" />
        </button>
      </div>
    </section>
  );
}

function One(
  props: IBannerProps & { failure: Failure; onDismiss: () => Promise<void> }
): React.JSX.Element {
  const { failure, trans, onDrawn } = props;
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
          <strong>{failure.title}</strong>{' '}
          <code>{`${failure.provider}:${failure.model}`}</code>
        </span>
      </p>
      <p>
        {failure.explanation} {failure.hint}
      </p>
      <div className="jp-AiStream-bannerActions">
        {failure.actions.map(action => (
          <Offer key={action} action={action} {...props} />
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

function Offer(
  props: IBannerProps & {
    action: ActionId;
    failure: Failure;
    onDismiss: () => Promise<void>;
  }
): React.JSX.Element | null {
  const { action, failure, model, commands, trans, onDismiss } = props;
  const { provider, model: name, id, diagnosis } = failure;
  const [copied, setCopied] = React.useState(false);
  switch (action) {
    case 'use-plain':
      return (
        <Action
          text={trans.__('Use Plain Requests')}
          label={trans.__('Use plain requests for %1', `${provider}:${name}`)}
          onAct={async () => {
            await model.setMode({ provider, model: name, mode: 'off' });
            await onDismiss();
          }}
        />
      );
    case 'try-streaming':
      return (
        <Action
          text={trans.__('Try Streaming')}
          label={trans.__('Try streaming with %1', `${provider}:${name}`)}
          onAct={async () => {
            await model.setMode({ provider, model: name, mode: 'auto' });
            await model.forget({ provider, model: name });
            await onDismiss();
          }}
        />
      );
    case 'check-connection':
      return (
        <Command
          commands={commands}
          id={CommandIDs.checkConnection}
          args={{ provider, model: name }}
          text={trans.__('Check Connection…')}
        />
      );
    case 'open-settings':
      return (
        <Command
          commands={commands}
          id={SETTINGS}
          text={trans.__('Open Settings of Jupyter AI')}
        />
      );
    case 'copy-details':
      return (
        <Action
          text={copied ? trans.__('Copied') : trans.__('Copy Details')}
          onAct={() => {
            Clipboard.copyToSystem(detailsText(failure, trans));
            setCopied(true);
            return Promise.resolve();
          }}
        />
      );
    case 'help':
      return (
        <Command
          key={id}
          commands={commands}
          id={HELP}
          args={{ section: diagnosis }}
          text={trans.__('Help')}
        />
      );
  }
}

/** A button for a command, where there is such a command. */
function Command(props: {
  commands: CommandRegistry;
  id: string;
  args?: Record<string, string>;
  text: string;
}): React.JSX.Element | null {
  const { commands, id, args, text } = props;
  if (!commands.hasCommand(id)) {
    return null;
  }
  return <Action text={text} onAct={() => commands.execute(id, args)} />;
}

function Details(props: {
  failure: Failure;
  trans: TranslationBundle;
}): React.JSX.Element {
  const { failure, trans } = props;
  return (
    <div className="jp-AiStream-bannerDetails">
      <dl>
        {factsOf(failure, trans).map(([name, value]) => (
          <React.Fragment key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </React.Fragment>
        ))}
      </dl>
      {/* By the keyboard it can be scrolled only if it can have the focus. */}
      {failure.raw && <pre tabIndex={0}>{failure.raw}</pre>}
    </div>
  );
}

function Pages(props: {
  index: number;
  count: number;
  trans: TranslationBundle;
  onChoose: (index: number) => void;
}): React.JSX.Element {
  const { index, count, trans, onChoose } = props;
  const turn = (by: number) => onChoose((index + by + count) % count);
  return (
    <>
      <button
        type="button"
        className="jp-AiStream-iconButton"
        aria-label={trans.__('Previous failure')}
        onClick={() => turn(-1)}
      >
        <caretLeftIcon.react tag="span" />
      </button>
      <span>{trans.__('%1 of %2', index + 1, count)}</span>
      <button
        type="button"
        className="jp-AiStream-iconButton"
        aria-label={trans.__('Next failure')}
        onClick={() => turn(1)}
      >
        <caretRightIcon.react tag="span" />
      </button>
    </>
  );
}

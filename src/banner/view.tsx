import type { TranslationBundle } from '@jupyterlab/translation';
import { closeIcon } from '@jupyterlab/ui-components';
import type { CommandRegistry } from '@lumino/commands';
import * as React from 'react';

import type { Failure } from '../api/wire';
import type { IStreamingModel } from '../tokens';
import { FailureView } from './failure';
import { Pages } from './pages';

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
  onDetails: (failure: Failure) => void;
}

/** What failed, in one line, one failure at a time. */
export function BannerView(props: IBannerProps): React.JSX.Element | null {
  const { failures, model, commands, trans, onDrawn, onLeave, onDetails } =
    props;
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
      aria-label={trans.__('AI request errors')}
      onKeyDown={event => {
        if (event.key === 'Escape') {
          event.stopPropagation();
          void dismiss();
        }
      }}
    >
      <FailureView
        key={failure.id}
        failure={failure}
        model={model}
        commands={commands}
        trans={trans}
        onDetails={() => onDetails(failure)}
      />
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

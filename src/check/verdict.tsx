import type { TranslationBundle } from '@jupyterlab/translation';
import type { LabIcon } from '@jupyterlab/ui-components';
import {
  checkIcon,
  circleEmptyIcon,
  errorIcon
} from '@jupyterlab/ui-components';
import * as React from 'react';

import type { CheckVerdict, Mode } from '../api/wire';
import { Action } from '../components/action';
import type { IStreamingModel } from '../tokens';
import { textAbout } from '../words/about';
import { modeName } from '../words/mode';

/** Whether chat will work, and the mode to set for it. */
export function VerdictView(props: {
  verdict: CheckVerdict;
  model: Pick<IStreamingModel, 'setMode'>;
  trans: TranslationBundle;
  /** The mode was changed here; the verdict may be another one now. */
  onSet: () => Promise<void>;
}): React.JSX.Element {
  const { verdict, model, trans, onSet } = props;
  const [set, setSet] = React.useState<Mode | null>(null);
  const note = React.useRef<HTMLParagraphElement>(null);
  React.useLayoutEffect(() => note.current?.focus(), [set]);
  const icon = verdictIcon(verdict.works);
  const { recommended, provider, model: name } = verdict;
  const setText =
    recommended && trans.__('Set to %1', modeName(recommended, trans));
  return (
    <div className="jp-AiStream-checkVerdict" data-works={verdict.works}>
      <p>
        <icon.react tag="span" elementSize="normal" aria-hidden />
        <strong>{verdict.text}</strong>
      </p>
      {recommended && setText && provider && name && recommended !== set && (
        <Action
          text={setText}
          label={textAbout(setText, `${provider}:${name}`, trans)}
          isNext
          onAct={async () => {
            await model.setMode({ provider, model: name, mode: recommended });
            setSet(recommended);
            await onSet();
          }}
        />
      )}
      {set && (
        <p ref={note} tabIndex={-1}>
          {trans.__(
            'Streaming of %1 is set to %2.',
            `${provider}:${name}`,
            modeName(set, trans)
          )}
        </p>
      )}
    </div>
  );
}

function verdictIcon(works: boolean | null): LabIcon {
  if (works === null) {
    return circleEmptyIcon;
  }
  return works ? checkIcon : errorIcon;
}

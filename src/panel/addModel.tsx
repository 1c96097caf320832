import * as React from 'react';

import { Action } from '../components/action';
import { textAbout } from '../words/about';
import type { IProviderProps } from './provider';

/** A model gets the mode it has anyway, to be changed then. */
export function AddModel(props: IProviderProps): React.JSX.Element {
  const { provider, findings, model, trans } = props;
  const [name, setName] = React.useState('');
  const list = React.useId();
  const box = React.useRef<HTMLDivElement>(null);
  const target = model.status?.target;
  const suggestions = new Set([
    ...(target?.provider === provider.id ? [target.model] : []),
    ...findings.map(finding => finding.model)
  ]);
  const addText = trans.__('Add Model Override');
  const add = async () => {
    const id = name.trim();
    if (id) {
      await model.setMode({
        provider: provider.id,
        model: id,
        mode: provider.decision.mode
      });
      setName('');
    }
  };
  return (
    <div className="jp-AiStream-add" ref={box}>
      <input
        type="text"
        className="jp-mod-styled"
        value={name}
        list={list}
        placeholder={trans.__('Model')}
        aria-label={textAbout(trans.__('Model'), provider.name, trans)}
        onChange={event => setName(event.target.value)}
        onKeyDown={event => {
          if (event.key === 'Enter') {
            box.current?.querySelector('button')?.click();
          }
        }}
      />
      <datalist id={list}>
        {Array.from(suggestions, suggestion => (
          <option key={suggestion} value={suggestion} />
        ))}
      </datalist>
      <Action
        text={addText}
        label={textAbout(addText, provider.name, trans)}
        onAct={add}
      />
    </div>
  );
}

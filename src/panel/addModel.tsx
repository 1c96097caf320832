import * as React from 'react';

import { Action } from '../components/action';
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
        aria-label={trans.__('Model of %1 to add', provider.name)}
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
        text={trans.__('Add')}
        label={trans.__('Give a model of %1 a mode of its own', provider.name)}
        onAct={add}
      />
    </div>
  );
}

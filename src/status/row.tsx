import * as React from 'react';

/** A fact and its name. */
export function Row(props: {
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

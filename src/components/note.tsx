import * as React from 'react';

/** Something to know before the rest is read. */
export function Note(props: { children: React.ReactNode }): React.JSX.Element {
  return <p className="jp-AiStream-note">{props.children}</p>;
}

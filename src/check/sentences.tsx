import * as React from 'react';

/** A list under a heading, where there is something to list. */
export function Sentences(props: {
  title: string;
  texts: string[];
}): React.JSX.Element | null {
  const { title, texts } = props;
  if (texts.length === 0) {
    return null;
  }
  return (
    <section>
      <h3>{title}</h3>
      <ul>
        {texts.map(text => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </section>
  );
}

import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

/** What would leave the settings file and what would come into it, line by line. */
export function Differences(props: {
  lines: string[];
  trans: TranslationBundle;
}): React.JSX.Element {
  const { lines, trans } = props;
  const title = React.useId();
  return (
    <section>
      <h3 id={title}>{trans.__('Changes to the file')}</h3>
      <pre
        className="jp-AiStream-differences"
        // It scrolls, and not everybody has a wheel.
        tabIndex={0}
        role="region"
        aria-labelledby={title}
      >
        {lines.map((line, index) => (
          // The same line may stand there twice.
          <span key={index} data-change={changeOf(line)}>
            {line}
          </span>
        ))}
      </pre>
    </section>
  );
}

/** The sign says it too: the colour is for a glance. */
function changeOf(line: string): 'removed' | 'added' | undefined {
  if (line.startsWith('-')) {
    return 'removed';
  }
  return line.startsWith('+') ? 'added' : undefined;
}

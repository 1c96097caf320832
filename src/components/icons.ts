import { LabIcon } from '@jupyterlab/ui-components';

import lock from '../../style/icons/lock.svg';
import none from '../../style/icons/none.svg';
import plain from '../../style/icons/plain.svg';
import stream from '../../style/icons/stream.svg';
import warning from '../../style/icons/warning.svg';
import type { ISummary } from '../words/summary';

const named = (name: string, svgstr: string) =>
  new LabIcon({ name: `jupyterlab-ai-stream-toggle:${name}`, svgstr });

/** Made at load, not on first use: the Settings Editor finds it by its name. */
export const streamIcon = named('stream', stream);

/** A response that comes all at once. */
export const plainIcon = named('plain', plain);

/** What an administrator decided. JupyterLab 4.0 has none of its own. */
export const lockIcon = named('lock', lock);

/** Nothing that the switch could decide. */
export const noneIcon = named('none', none);

/** Something that is no good, and can be changed. A triangle: colour alone says nothing to some. */
export const warningIcon = named('warning', warning);

export function iconOf({ kind }: Pick<ISummary, 'kind'>): LabIcon {
  switch (kind) {
    case 'stream':
      return streamIcon;
    case 'plain':
      return plainIcon;
    case 'warning':
      return warningIcon;
    case 'none':
    case 'unknown':
      return noneIcon;
  }
}

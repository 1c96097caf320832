import { LabIcon } from '@jupyterlab/ui-components';

import source from '../style/icons/stream.svg';

/** Made at load, not on first use: the Settings Editor finds it by its name. */
export const streamIcon = new LabIcon({
  name: 'jupyterlab-ai-stream-toggle:stream',
  svgstr: source
});

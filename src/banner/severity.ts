import type { TranslationBundle } from '@jupyterlab/translation';
import type { LabIcon } from '@jupyterlab/ui-components';
import { errorIcon } from '@jupyterlab/ui-components';

import type { Severity } from '../api/wire';
import { warningIcon } from '../components/icons';

/** A shape of its own for each: colour alone says nothing to some. */
export function severityIcon(severity: Severity): LabIcon {
  return severity === 'error' ? errorIcon : warningIcon;
}

export function severityWord(
  severity: Severity,
  trans: TranslationBundle
): string {
  return severity === 'error' ? trans.__('Error:') : trans.__('Warning:');
}

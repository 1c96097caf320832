import type { Event } from '@jupyterlab/services';

import type { Delivery, Evidence } from '../api/wire';
import type { ServerEvent } from '../tokens';

const DECISION_CHANGED =
  'https://schema.jupyter.org/jupyterlab_ai_stream_toggle/decision_changed/v1';
const FAILURE_REPORTED =
  'https://schema.jupyter.org/jupyterlab_ai_stream_toggle/failure_reported/v1';
const CHECK_PROGRESSED =
  'https://schema.jupyter.org/jupyterlab_ai_stream_toggle/check_progressed/v1';
const CAPABILITY_CHANGED =
  'https://schema.jupyter.org/jupyterlab_ai_stream_toggle/capability_changed/v1';

/**
 * Pick our events out of the server's bus, which carries everybody's. Their
 * shape is the server's business: it validates what it emits.
 *
 * @returns `null` for an event that is not ours.
 */
export function readEvent(emission: Event.Emission): ServerEvent | null {
  switch (emission.schema_id) {
    case DECISION_CHANGED:
      return {
        kind: 'decision-changed',
        provider: emission.provider as string | null,
        model: emission.model as string | null
      };
    case CAPABILITY_CHANGED:
      return {
        kind: 'capability-changed',
        provider: emission.provider as string | null,
        model: emission.model as string | null,
        delivery: emission.delivery as Delivery | null,
        evidence: emission.evidence as Evidence | null,
        marksEnd: emission.marks_end as boolean | null
      };
    case FAILURE_REPORTED:
      return { kind: 'failure-reported' };
    case CHECK_PROGRESSED:
      return { kind: 'check-progressed', id: emission.id as string };
    default:
      return null;
  }
}

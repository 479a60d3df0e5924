// An incident that was one before it had a record: what only a record could tell nobody knows, and its silence proves nothing.
import { type Known, missing } from './known.ts';
import type { MeasuredIncident } from './measured.ts';

/** The same, where what is not in the record is not known instead of not done. */
export function ofBefore(measured: MeasuredIncident): MeasuredIncident {
  return {
    ...measured,
    acknowledged: orUnknown(measured.acknowledged),
    mobilised: missing('not-recorded'),
    mitigated: orUnknown(measured.mitigated),
    firstUpdate: orUnknown(measured.firstUpdate),
    impact: orUnknown(measured.impact),
    services: orUnknown(measured.services),
    source: orUnknown(measured.source),
    sourceWords: orUnknown(measured.sourceWords),
    updates: missing('not-recorded'),
    escalations: missing('not-recorded'),
    postmortem: missing('not-recorded'),
  };
}

function orUnknown<T>(datum: Known<T>): Known<T> {
  return 'value' in datum ? datum : missing('not-recorded');
}

// What of a checklist is about the cause or comes after mitigation: a gate before mitigation never waits for it (`S002-01`, C19).
import type { Proof } from '../incident/checklist-item.ts';
import type { Policy } from '../policy/policy.ts';

/** What events prove only when the cause is known or the service restored. */
const late: readonly (Proof | null)[] = ['identified', 'mitigated', 'watched', 'resolved'];

const stages: readonly Policy['checklist'][number]['stage'][] = ['fix', 'resolve', 'after'];

/** Whether an item asks for the cause, or for something that can only follow mitigation. */
export function isAboutTheCause({
  id,
  text,
  stage,
  tickedWhen,
}: Pick<Policy['checklist'][number], 'id' | 'text' | 'stage' | 'tickedWhen'>): boolean {
  return (
    stages.includes(stage) ||
    late.includes(tickedWhen) ||
    /\b(?:root[ _-]?)?causes?\b/i.test(`${id} ${text}`.replaceAll('_', ' '))
  );
}

// The probes have ended: what each says goes into one comment; one that failed hides no other.
import type { Operation } from '../incident/operation.ts';
import { probesMessage } from '../messages/probes.ts';
import type { RunSeen } from '../mitigation/run-seen.ts';
import { isDue, plus } from '../time.ts';
import { type Draft, doing } from './draft.ts';

/** So long the log of a run that has ended is waited for: GitHub has it a little later. */
const LOG_WITHIN = 'PT15M';

/** Whether what the probes printed is still to come. */
export function isUnprinted({ situation }: Draft, { kind, at }: Operation, { status, probes }: RunSeen): boolean {
  return (
    kind === 'evidence' && status === 'ended' && probes === undefined && !isDue(plus(at, LOG_WITHIN), situation.now)
  );
}

/** The draft with the comment. */
export function probed(draft: Draft, operation: Operation): Draft {
  const { incident, situation } = draft;
  const { facts, policy } = situation;
  const isOpenToAll = !facts.repository.private;
  if (incident.security && isOpenToAll) return draft;
  const seen = facts.runs?.[operation.key]?.probes ?? [];
  return doing(draft, {
    kind: 'comment',
    key: `probes/${operation.key}`,
    urgency: 'decoration',
    message: probesMessage(operation, policy.evidence.probes, seen, { isOpenToAll, now: situation.now }),
  });
}

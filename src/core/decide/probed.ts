// The probes have ended: what each says goes into one comment; one that failed hides no other.
import type { Operation } from '../incident/operation.ts';
import { evidenceMessage } from '../messages/evidence.ts';
import { probesMessage } from '../messages/probes.ts';
import { evidenceKey } from '../mitigation/evidence.ts';
import type { RunSeen } from '../mitigation/run-seen.ts';
import { isDue, plus } from '../time.ts';
import { byItself, changed, type Draft, doing } from './draft.ts';

/** So long the log of a run that has ended is waited for: GitHub has it a little later. */
const LOG_WITHIN = 'PT15M';

/** Whether what the probes printed is still to come. */
export function isUnprinted({ situation }: Draft, { kind, at }: Operation, { status, probes }: RunSeen): boolean {
  return (
    kind === 'evidence' && status === 'ended' && probes === undefined && !isDue(plus(at, LOG_WITHIN), situation.now)
  );
}

/** The draft with what they said: in the comment of the evidence, beside its lists; in one of their own where that is not known. */
export function probed(draft: Draft, operation: Operation): Draft {
  const { incident, situation } = draft;
  const { facts, policy, now } = situation;
  const isOpenToAll = !facts.repository.private;
  if (incident.security && isOpenToAll) return draft;
  const seen = facts.runs?.[operation.key]?.probes ?? [];
  const message = probesMessage(operation, policy.evidence.probes, seen, { isOpenToAll, now });
  const probes = policy.evidence.probes.map(({ id }) => ({ id, ok: seen.find((one) => one.id === id)?.ok ?? null }));
  const next = changed(draft, [{ kind: 'gathered', probes }], byItself(draft));
  const key = `probes/${operation.key}`;
  const node = incident.evidence?.node;
  const { evidence } = facts;
  // What GitHub does not tell now stands there already.
  if (node === undefined || evidence === undefined || Object.values(evidence).includes(null))
    return doing(next, { kind: 'comment', key, urgency: 'decoration', message });
  const of = evidenceKey(incident);
  return doing(next, {
    kind: 'edit',
    key,
    of,
    commentNodeId: node,
    message: evidenceMessage(evidence, policy, now, message),
  });
}

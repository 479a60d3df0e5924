// After the declaration, in the turn of the look-back and behind it, so that it delays neither page nor rollback: how things were is gathered, in one comment.
import type { Situation } from '../brain.ts';
import type { FactRequest, Further } from '../facts.ts';
import { allUnderWay } from '../incident/operation.ts';
import type { Incident } from '../incident/record.ts';
import { effectKeysIn } from '../marker.ts';
import { evidenceMessage } from '../messages/evidence.ts';
import { evidenceKey, evidenceWanted, isToGather } from '../mitigation/evidence.ts';
import { beginProbes } from '../mitigation/probes.ts';
import type { Policy } from '../policy/policy.ts';
import { earlier, isDue, plus, type Timestamp } from '../time.ts';
import type { Trigger } from '../trigger.ts';
import { dispatching } from './dispatching.ts';
import { byItself, changed, type Draft, doing } from './draft.ts';

/** What must be known of it for a trigger. */
export function evidenceFor(
  trigger: Trigger,
  incident: Incident | null,
  policy: Policy,
): Pick<FactRequest, 'evidence'> {
  if (incident === null || trigger.kind !== 'tick' || !isToGather(incident, policy, trigger.at)) return {};
  return { evidence: evidenceWanted(policy) };
}

/** The draft with the comment, once. What GitHub does not tell is named in it, and hides nothing else; a host that cannot ask is not asked again. */
export function gathered(draft: Draft): Draft {
  const { situation, incident } = draft;
  const { trigger, facts, policy } = situation;
  const { evidence } = facts;
  if (trigger.kind !== 'tick' || !isToGather(incident, policy, trigger.at)) return draft;
  if (evidence === undefined) return changed(draft, [{ kind: 'gathered', untold: true }], byItself(draft));
  const isOpen = !incident.security || facts.repository.private;
  const begun = beginProbes(incident, policy);
  const next = changed(draft, [{ kind: 'gathered', ...(isOpen ? {} : { untold: true }) }, ...begun], byItself(draft));
  const asked = dispatching(incident, next.incident);
  // How a service stands that has a hole is not for everybody to read.
  if (!isOpen) return doing(next, ...asked);
  return doing(next, ...asked, {
    kind: 'comment',
    key: evidenceKey(next.incident),
    urgency: 'decoration',
    message: evidenceMessage(evidence, policy, situation.now, null),
  });
}

/** Whether its comment is to be found. */
export function isUnlinked({ evidence }: Incident): boolean {
  return evidence?.comment === null && evidence.untold !== true;
}

/** The draft that knows which comment it is, for the card to link. */
export function evidenceLinked(draft: Draft): Draft {
  const { incident, situation } = draft;
  if (!isUnlinked(incident)) return draft;
  const key = evidenceKey(incident);
  const found = situation.facts.recentComments.find(
    ({ author, body }) =>
      author !== null && situation.self.botIds.includes(author.id) && effectKeysIn(body).includes(key),
  );
  return found === undefined ? draft : changed(draft, [{ kind: 'gathered', comment: found }], byItself(draft));
}

/** How soon GitHub shows what was sent; how often it is looked for after that, and for how long. */
const SHOWN = 'PT5S';
const LOOKED_FOR = [
  { within: 'PT2M', every: 'PT15S' },
  { within: 'PT15M', every: 'PT1M' },
] as const;

/** When to look for its comment: no event tells of what we write ourselves, and the card links it. */
export function untilLinked(incident: Incident, at: Timestamp | null, now: Timestamp): Timestamp | null {
  const { evidence } = incident;
  if (evidence === undefined || !isUnlinked(incident)) return at;
  const often = LOOKED_FOR.find(({ within }) => !isDue(plus(evidence.at, within), now));
  if (often === undefined) return at;
  const next = evidence.at === now ? plus(now, SHOWN) : plus(now, often.every);
  return at === null ? next : earlier(at, next);
}

/** What is read again when the probes have ended: they and the lists are one comment. */
export function toRefresh({ facts, policy }: Situation, record: Incident): Further | null {
  if (record.evidence?.node === undefined || facts.evidence !== undefined) return null;
  const isEnded = allUnderWay(record).some(
    ({ kind, key }) => kind === 'evidence' && facts.runs?.[key]?.probes !== undefined,
  );
  return isEnded ? { evidence: evidenceWanted(policy) } : null;
}

/** When to gather: at once where it was not. */
export function untilGathered(
  incident: Incident,
  policy: Policy,
  at: Timestamp | null,
  now: Timestamp,
): Timestamp | null {
  if (!isToGather(incident, policy, now)) return at;
  return at === null ? now : earlier(at, now);
}

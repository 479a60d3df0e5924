// A rebuilt record is brought in line with what GitHub shows people: labels, assignee, and the card that is there.
import type { Situation } from '../brain.ts';
import { levelChanges } from '../commands/severity.ts';
import type { LiveIssue } from '../facts.ts';
import { applyAll } from '../incident/apply.ts';
import type { Incident, Person, Status } from '../incident/record.ts';
import { isOver } from '../incident/transitions.ts';
import { ownEffectKeys } from '../marker.ts';
import { levelOf } from '../policy/find.ts';
import { compare, plus } from '../time.ts';
import { readDueKey } from './due-key.ts';
import { levelsAmong, sameLabel, statusOf } from './labels.ts';

/** The incident as the issue shows it: what hands did leaves no comment to replay, but labels and assignee (DESIGN section 3). */
export function asShown(incident: Incident, live: LiveIssue, situation: Situation): Incident {
  const names = live.labels.map((label) => label.name);
  const { policy, facts } = situation;
  const [level] = levelsAmong(policy, names);
  const changes = level === undefined ? [] : levelChanges(incident, policy, level, 'as the label says');
  const levelled = applyAll(incident, changes, { at: situation.now, by: null, comment: null });
  const statuses = names.flatMap((name) => statusOf(policy, name) ?? []);
  const [status] = statuses;
  const isLabelled = names.some((name) => sameLabel(name, policy.labels.incident));
  const placed = {
    ...withCommander(levelled, live),
    plainSince: isLabelled ? null : levelled.plainSince,
    card: placeOf(facts.card),
  };
  return status === undefined || statuses.length > 1 ? placed : inStatus(placed, status, live, situation);
}

/** A card that is there but was not believed is ours all the same: it is written over, so that there are never two. */
function placeOf(card: Situation['facts']['card']): Incident['card'] {
  return card === null ? null : { id: card.id, nodeId: card.nodeId };
}

function wasReported({ facts, self }: Situation): boolean {
  return facts.recentComments.some((comment) =>
    ownEffectKeys(comment, self.botIds).some((key) => key.startsWith('report/')),
  );
}

function inStatus(incident: Incident, status: Status, live: LiveIssue, situation: Situation): Incident {
  const { now } = situation;
  if (status === 'reported') return incident;
  if (status === incident.status) return status === 'monitoring' ? watched(incident, situation) : incident;
  const undeclared = incident.milestones.declared === null && !isOver(status);
  // A label declares nothing in anybody's name. Of a report that was told to nobody, anybody may have set it while nobody was looking.
  if (undeclared && !wasReported(situation)) return incident;
  const declared = undeclared
    ? applyAll(incident, [{ kind: 'declared' }], { at: live.createdAt, by: null, comment: null })
    : incident;
  const { milestones } = declared;
  const ended = status === 'resolved' || status === 'closed';
  const placed: Incident = {
    ...declared,
    status,
    duplicateOf: status === 'duplicate' ? declared.duplicateOf : null,
    monitoring: status === 'monitoring' ? declared.monitoring : null,
    milestones: {
      ...milestones,
      resolved: ended ? (milestones.resolved ?? now) : null,
      closed: status === 'closed' ? (milestones.closed ?? now) : null,
    },
  };
  return status === 'monitoring' ? watched(placed, situation) : placed;
}

/**
 * With the window that its severity has, where the thread does not tell of one: from when the fix held, as far as that is known, so that what
 * has run of it is not waited for again.
 */
function watched(incident: Incident, { policy, facts, self, now }: Situation): Incident {
  const window = levelOf(policy, incident)?.monitor?.min ?? null;
  if (incident.monitoring !== null || window === null) return incident;
  const begun = incident.milestones.mitigated ?? now;
  const announced = facts.recentComments.some(
    (comment) =>
      compare(comment.createdAt, begun) >= 0 &&
      ownEffectKeys(comment, self.botIds).some((key) => readDueKey(key, policy)?.monitoringOver === true),
  );
  const milestones = { ...incident.milestones, mitigated: begun };
  return { ...incident, milestones, monitoring: { until: plus(begun, window), announced } };
}

/** The assignee is the commander. */
function withCommander(incident: Incident, live: LiveIssue): Incident {
  const assigned: Person | undefined = live.assignees[0];
  const known = incident.roles['commander'];
  const stays =
    assigned === undefined || (known !== undefined && live.assignees.some((person) => person.id === known.id));
  return stays ? incident : { ...incident, roles: { ...incident.roles, commander: assigned } };
}

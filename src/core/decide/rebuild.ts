// The record again from the thread when its card is gone: acknowledged commands are replayed into the state machine, without effects.
import type { Situation } from '../brain.ts';
import { stepKey, UNASSIGNED } from '../clock/due.ts';
import { commands } from '../commands/index.ts';
import { parseComment } from '../commands/parse.ts';
import type { LiveComment, LiveIssue } from '../facts.ts';
import { applyAll } from '../incident/apply.ts';
import type { Incident, Person } from '../incident/record.ts';
import { effectKeysIn } from '../marker.ts';
import type { Policy } from '../policy/policy.ts';
import { levelsAmong } from './labels.ts';

/** Whether the app has been in this thread before: then the incident is rebuilt and not declared anew. */
export function wasHere(situation: Situation): boolean {
  return situation.facts.recentComments.some((comment) => isOwn(comment, situation));
}

/** The incident with its thread replayed. Commands count only if the app acknowledged them; what the labels say now wins. */
export function replay(incident: Incident, live: LiveIssue, situation: Situation): Incident {
  let current = incident;
  for (const comment of situation.facts.recentComments) {
    current = isOwn(comment, situation)
      ? ownComment(current, comment, situation.policy)
      : replayOne(current, comment, situation);
  }
  return asLabelled(withCommander(current, live), live, situation.policy);
}

function isOwn(comment: LiveComment, { self }: Situation): boolean {
  return comment.author !== null && self.botIds.includes(comment.author.id);
}

function replayOne(incident: Incident, comment: LiveComment, { policy, facts }: Situation): Incident {
  const actor = comment.author;
  if (actor === null || comment.acknowledged === null) return incident;
  const seen = { ...incident, seen: { ...incident.seen, ids: [...incident.seen.ids, comment.id] } };
  if (comment.acknowledged !== 'accepted' || comment.edited) return seen;
  let current = seen;
  for (const line of parseComment(comment.body, commands)) {
    const command = commands.find((candidate) => candidate.name === line.name);
    if (command === undefined || line.problem !== null || line.flags.includes('dry-run')) continue;
    const forced = line.flags.includes('force');
    const outcome = command.decide({
      line,
      incident: current,
      actor,
      now: comment.createdAt,
      policy,
      people: facts.people,
      forced,
      all: commands,
    });
    if (outcome.kind === 'done')
      current = applyAll(current, outcome.changes, { at: comment.createdAt, by: actor, comment: comment.id });
  }
  return current;
}

/** What the app's own comments say was done: pages by step, requests for updates, the end of the window. */
function ownComment(incident: Incident, comment: LiveComment, policy: Policy): Incident {
  let current = incident;
  for (const key of effectKeysIn(comment.body)) {
    if (!key.startsWith('due/')) continue;
    const parts = (key.split('/').at(-1) ?? '').split('.');
    const steps = parts.flatMap((part) => stepOf(part, policy));
    const { ladder, updates } = current;
    current = {
      ...current,
      ladder: { ...ladder, taken: [...new Set([...ladder.taken, ...steps])] },
      updates: parts.includes('update')
        ? { ...updates, remindedAt: comment.createdAt, reminders: updates.reminders + 1 }
        : updates,
      monitoring:
        parts.includes('monitoring-over') && current.monitoring !== null
          ? { ...current.monitoring, announced: true }
          : current.monitoring,
    };
  }
  return current;
}

function stepOf(part: string, policy: Policy): string[] {
  if (part === 'step-unassigned') return [UNASSIGNED];
  const match = /^step-(\d+)-(\d+)$/.exec(part);
  const level = match === null ? undefined : policy.levels[Number(match[1])];
  return match === null || level === undefined ? [] : [stepKey(level.name, Number(match[2]))];
}

/** The assignee is the commander (DESIGN section 3). */
function withCommander(incident: Incident, live: LiveIssue): Incident {
  const assigned: Person | undefined = live.assignees[0];
  const known = incident.roles['commander'];
  const stays =
    assigned === undefined || (known !== undefined && live.assignees.some((person) => person.id === known.id));
  return stays ? incident : { ...incident, roles: { ...incident.roles, commander: assigned } };
}

function asLabelled(incident: Incident, live: LiveIssue, policy: Policy): Incident {
  const level =
    levelsAmong(
      policy,
      live.labels.map((label) => label.name),
    )[0]?.name ?? incident.level;
  return { ...incident, level };
}

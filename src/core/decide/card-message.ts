// The status card as data: what people see of the incident. The template lays it out; the block that carries it is the shell's.
import { commands } from '../commands/index.ts';
import { isQuiet } from '../incident/changes.ts';
import { NOTHING_SAID } from '../incident/declaration.ts';
import { isInstant } from '../incident/eta.ts';
import { pendingPlan } from '../incident/operation.ts';
import type { Incident, TimelineEntry } from '../incident/record.ts';
import { roleTitle } from '../incident/role-name.ts';
import { isActive, isOver } from '../incident/transitions.ts';
import { codeSpan } from '../markdown/quoted.ts';
import { changesMessage } from '../messages/changes.ts';
import { currentMessage } from '../messages/current.ts';
import { evidenceOnCard } from '../messages/evidence.ts';
import { freezeOnCard } from '../messages/freeze.ts';
import { hotfixesOnCard } from '../messages/hotfix.ts';
import { impactIn } from '../messages/known.ts';
import { leftOpenOnCard } from '../messages/left-open.ts';
import { operationsOnCard } from '../messages/operation.ts';
import { owedOnCard } from '../messages/owed.ts';
import { debriefOnCard, postmortemOnCard } from '../messages/postmortem.ts';
import { embedded, type Message, type MessageValue, trusted } from '../messages.ts';
import { levelOf } from '../policy/find.ts';
import type { Policy } from '../policy/policy.ts';
import { statusInWords } from '../policy/shown-as.ts';
import { clockTime, compare, minuteInUtc, type Timestamp } from '../time.ts';
import { checklistOnCard } from './card-checklist.ts';
import { findingsOnCard } from './card-findings.ts';
import { policyOnCard } from './card-policy.ts';
import { timesOnCard } from './card-times.ts';
import { unknownOnCard } from './card-unknown.ts';
import { waitingOnCard } from './card-waiting.ts';
import { cut, LONGEST_LINE } from './cut.ts';

/** Timeline lines on the card; all of them are in the record and the thread. */
const SHOWN_ENTRIES = 12;

/** The card of an incident at an instant, in the repository at an address. It mentions nobody: edits are no pages. */
export function cardMessage(incident: Incident, policy: Policy, now: Timestamp, web: string): Message {
  const level = levelOf(policy, incident);
  return {
    template: 'card',
    mentions: [],
    data: {
      summary: incident.summary,
      level: incident.level ?? 'not assigned',
      levelTitle: level === null ? null : level.title,
      ...policyOnCard(incident, policy, now, web),
      status: statusInWords(policy, incident.status),
      reported: incident.status === 'reported',
      over: isOver(incident.status),
      commander: trusted(incident.roles['commander']?.login ?? 'nobody yet'),
      roles: roles(incident, policy),
      reportedBy: trusted(incident.reportedBy.login),
      ...timesOnCard(incident, policy, now),
      ...waitingOnCard(incident, policy, now),
      ...findingsOnCard(incident, now, cut),
      detection: incident.detection,
      customerFacing: incident.customerFacing === null ? null : trusted(incident.customerFacing ? 'yes' : 'no'),
      impact: impactIn(incident),
      unknown: unknownOnCard(incident),
      eta: eta(incident),
      next: incident.updates.next === null || !isActive(incident.status) ? null : cut(incident.updates.next),
      lastUpdate: incident.updates.lastText === null ? null : cut(incident.updates.lastText),
      updateNumber: incident.updates.given,
      words: wordsOnCard(incident, policy),
      answers: incident.answers.map((answer) => ({ label: answer.label, value: cut(answer.value) })),
      // Its own row of the card says so.
      missing: incident.missing.filter((text) => text !== NOTHING_SAID).map((text) => trusted(text)),
      reasonMissing: lacksReason(incident),
      ...checklistOnCard(incident, policy),
      notices: incident.notices.map((notice) => cut(notice.text)),
      changes: changesOnCard(incident, policy),
      outcome: outcomeOnCard(incident, policy),
      evidence: evidenceOnCard(incident, policy, web),
      freeze: freezeOnCard(incident),
      hotfixes: hotfixesOnCard(incident),
      owed: owedOnCard(incident, policy, now),
      postmortem: postmortemOnCard(incident),
      debrief: debriefOnCard(incident),
      leftOpen: leftOpenOnCard(incident),
      operations: operationsOnCard(incident, pendingPlan(incident, now) !== null),
      timeline: timeline(incident),
      earlier: Math.max(0, incident.timeline.length - SHOWN_ENTRIES) + incident.folded,
      useful: useful(incident, policy, now),
      revision: incident.revision,
      leftOut: null,
      policyLost: false,
    },
  };
}

/** Where it stands in the words of the runbook. */
function wordsOnCard(incident: Incident, policy: Policy): MessageValue {
  const message = currentMessage(incident, policy);
  return message === null ? null : embedded(message);
}

/** Nothing where there was nothing to look at. */
function changesOnCard({ changes }: Incident, policy: Policy): MessageValue {
  if (changes === undefined || isQuiet(changes)) return null;
  return embedded(changesMessage(changes, policy));
}

/** How far the service is back, in the policy's words where it has some. */
function outcomeOnCard({ outcome }: Incident, { mitigationOutcomes }: Policy): MessageValue {
  if (outcome === undefined) return null;
  return mitigationOutcomes.find((text) => text.toLowerCase().startsWith(outcome)) ?? trusted(outcome);
}

/** An instant of ours to the minute; else as it was said. */
function eta({ eta: said }: Incident): MessageValue {
  return said !== null && isInstant(said) ? trusted(minuteInUtc(said)) : said;
}

function roles(incident: Incident, policy: Policy): MessageValue[] {
  return Object.entries(incident.roles)
    .filter(([name]) => name !== 'commander')
    .map(([name, { login }]) => ({
      name: roleTitle(policy.roles, name),
      login: trusted(login),
    }));
}

/** The newest entries, in order of time: one that is dated back stands where it belongs, and says when it was written down. */
function timeline(incident: Incident): MessageValue[] {
  const newest = incident.timeline.slice(-SHOWN_ENTRIES).toSorted((a, b) => compare(a.at, b.at));
  return newest.map((entry) => ({
    time: trusted(timeOf(entry)),
    // Its version looks like a commit, which inert text breaks up: in code it can be copied.
    text: entry.kind === 'policy' ? trusted(codeSpan(entry.text, { max: LONGEST_LINE })) : cut(entry.text),
    by: entry.by === null ? null : trusted(entry.by),
    recorded: entry.recorded === undefined ? null : trusted(clockTime(entry.recorded)),
  }));
}

function timeOf({ at, recorded }: TimelineEntry): string {
  const isOfAnotherDay = recorded !== undefined && recorded.slice(0, 10) !== at.slice(0, 10);
  return isOfAnotherDay ? minuteInUtc(at) : clockTime(at);
}

/** A severity changed without a reason: asked for here until there is a note, never a wall (DESIGN section 5). */
function lacksReason(incident: Incident): boolean {
  const last = incident.timeline.findLastIndex((entry) => entry.kind === 'severity');
  const entry = incident.timeline[last];
  if (entry === undefined || entry.text.includes(':') || entry.text.startsWith('Severity unset')) return false;
  return !isOver(incident.status) && !incident.timeline.slice(last).some((after) => after.kind === 'note');
}

function useful(incident: Incident, policy: Policy, now: Timestamp): MessageValue[] {
  return commands.flatMap((command) => {
    const example = command.usefulNow(incident, policy, now);
    return example === null ? [] : [{ example: trusted(example), summary: trusted(command.summary) }];
  });
}

// What a page says of the incident: the runbook's initial alert the first time (`S003-30`, `S004-21`), a plain page at every further step.
import type { Situation } from '../brain.ts';
import { saidOf } from '../channels/also-told.ts';
import type { Due } from '../clock/due.ts';
import type { Incident } from '../incident/record.ts';
import { openRefusals } from '../incident/refused-page.ts';
import { runbookMessage } from '../messages/runbook-message.ts';
import { embedded, type Message, type MessageData, type MessageValue, trusted } from '../messages.ts';
import { findLevel, levelOf, MOST_MENTIONS } from '../policy/find.ts';
import type { Policy } from '../policy/policy.ts';
import { type Timestamp, toSecond } from '../time.ts';

/** Those of the people it is for that a comment mentions: the first, and the rest are counted (AC-16). */
export function mentioned(called: readonly string[]): readonly string[] {
  return called.slice(0, MOST_MENTIONS);
}

/** The line that mentions them: `@lead @acme/devops and 3 more`. */
export function mentionLine(called: readonly string[]): MessageValue {
  const more = called.length - mentioned(called).length;
  return trusted(`${mentioned(called).join(' ')}${more > 0 ? ` and ${more} more` : ''}`);
}

/** The runbook's initial alert for the first page that has one, a plain page for every further step. */
export function pageMessage(incident: Incident, policy: Policy, items: readonly Due[], situation: Situation): Message {
  const { facts, now } = situation;
  const url = facts.issue?.url;
  const kind = (policy.messages.initial ?? null) === null ? 'internal' : 'initial';
  const alert = isAlertDue(incident, policy, items)
    ? runbookMessage(kind, incident, policy, now, url === undefined ? {} : { url })
    : null;
  return alert ?? plainPage(incident, now);
}

/** Once: a step of another level that alerts was not taken before. Without a severity the page is an alert: it may be the worst. */
function isAlertDue(incident: Incident, policy: Policy, items: readonly Due[]): boolean {
  if (levelOf(policy, incident)?.alert === false) return false;
  const now = items.flatMap((item) => (item.kind === 'escalation' ? [item.key] : []));
  const before = incident.ladder.taken.filter((key) => !now.includes(key));
  return !before.some((key) => findLevel(policy, key.slice(0, key.lastIndexOf('/')))?.alert !== false);
}

/** A page that is no step of the ladder; `said` stands above what the incident is. */
export function pageByHand(incident: Incident, called: readonly string[], said: MessageValue, now: Timestamp): Message {
  const mentions = called.length === 0 ? null : mentionLine(called);
  const page = embedded(plainPage(incident, now));
  const data = { mentions, said, page, refused: refusedBefore(incident), also: null };
  return { template: 'call', mentions: mentioned(called), data };
}

function plainPage(incident: Incident, now: Timestamp): Message {
  const { started, declared } = incident.milestones;
  return {
    template: 'page',
    mentions: [],
    data: {
      summary: incident.summary,
      level: incident.level ?? 'not assigned',
      started: trusted(toSecond(started ?? declared ?? now)),
      status: trusted(incident.status),
      impact: incident.impact ?? trusted('not known yet'),
      eta: incident.eta ?? trusted('Unknown'),
    },
  };
}

/** The pages that GitHub refused and nobody has acknowledged since: whom they were for, and who has them instead. Null: none. */
export function refusedBefore(incident: Incident): MessageData | null {
  const open = openRefusals(incident);
  if (open.length === 0) return null;
  const whom = [...new Set(open.flatMap((refused) => refused.whom))].map((handle) => handle.replace(/^@/, ''));
  const by = [...new Set(open.flatMap((refused) => refused.by))];
  return { many: open.length > 1, whom: whom.length === 0 ? null : whom.join(', '), by: saidOf(by) };
}

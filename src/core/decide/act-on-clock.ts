// What the clock made due, done now: pages by their step, one request for an update, the end of the monitoring window.
import { actionable, type LiveDue } from '../clock/due.ts';
import type { Effect } from '../effects.ts';
import type { Change } from '../incident/change.ts';
import { mentionable } from '../incident/mentions.ts';
import type { Incident } from '../incident/record.ts';
import { handlesOf, inOrder, levelOf, pagedBy } from '../policy/find.ts';
import type { Policy } from '../policy/policy.ts';
import { compare, isDue, minus, plus, type Timestamp } from '../time.ts';
import { byItself, changed, type Draft, doing } from './draft.ts';
import { dueKey } from './due-key.ts';
import { dueMessage } from './due-message.ts';
import { missingWithin } from './intake-message.ts';
import { mentioned } from './page-message.ts';
import { asMayBeShown } from './security.ts';

/** An update due within this time shares the comment of what is due now (DESIGN section 5); nothing else is ever early. */
export const SHARED_WITHIN = 'PT2M';

/** The draft with everything that is due at its instant done, in at most one comment. */
export function actOnClock(draft: Draft): Draft {
  const { policy, now } = draft.situation;
  const items = itemsNow(draft.incident, policy, now);
  if (items.length === 0) return draft;
  const called = mentionable(draft.incident, whomToCall(draft.incident, policy, items), policy.mentions.perHour, now);
  const isPage = items.some((item) => item.kind === 'escalation');
  const after = changed(draft, changesFor(items, mentioned(called)), byItself(draft));
  const comment: Effect = {
    kind: 'comment',
    key: dueKey(draft.incident, policy, items),
    urgency: isPage ? 'page' : 'decoration',
    message: dueMessage(asMayBeShown(after.incident, draft.situation), policy, items, called, draft.situation),
  };
  const told = {
    ...after,
    incident: { ...after.incident, asked: after.incident.asked || missingWithin(after.incident) !== null },
  };
  return doing(isPage ? told : counted(told, now), comment);
}

function itemsNow(incident: Incident, policy: Policy, now: Timestamp): readonly LiveDue[] {
  const all = actionable(incident, policy);
  if (!all.some((item) => isDue(item.at, now))) return [];
  const soon = plus(now, SHARED_WITHIN);
  return all.filter((item) => isDue(item.at, item.kind === 'update' ? soon : now));
}

/** The steps' people; with the first step of a level also its audience, who are told at the declaration (`S001-05`). */
function whomToCall(incident: Incident, policy: Policy, items: readonly LiveDue[]): readonly string[] {
  const level = levelOf(policy, incident);
  const paged = items.map((item) => (item.kind === 'escalation' ? pagedBy(policy, level, item.step) : []));
  const told = items.some((item) => item.kind === 'escalation' && item.step === 0) ? level?.audience : [];
  const asked = items.some((item) => item.kind !== 'escalation') ? whomToAsk(incident, policy) : [];
  return [...new Set([...inOrder(paged), ...handlesOf(policy, told ?? []), ...asked])];
}

/** The commander, or while there is none the first step of the ladder. */
function whomToAsk(incident: Incident, policy: Policy): readonly string[] {
  const commander = incident.roles['commander'];
  if (commander !== undefined) return [`@${commander.login}`];
  return pagedBy(policy, levelOf(policy, incident), 0);
}

function changesFor(items: readonly LiveDue[], mentions: readonly string[]): readonly Change[] {
  const steps = items.flatMap((item) => (item.kind === 'escalation' ? [item.key] : []));
  return [
    ...(steps.length > 0 ? [{ kind: 'paged' as const, keys: steps, whom: mentions }] : []),
    ...items.flatMap((item): Change[] =>
      item.kind === 'update' ? [{ kind: 'reminded', text: 'Asked for a progress update' }] : [],
    ),
    ...items.flatMap((item): Change[] => (item.kind === 'monitoring-over' ? [{ kind: 'window-announced' }] : [])),
  ];
}

function recent(incident: Incident, now: Timestamp): readonly Timestamp[] {
  const hourAgo = minus(now, 'PT1H');
  return incident.unasked.filter((at) => compare(at, hourAgo) > 0);
}

/** One more comment that nobody asked for, now. */
export function counted(draft: Draft, now: Timestamp): Draft {
  return { ...draft, incident: { ...draft.incident, unasked: [...recent(draft.incident, now), now] } };
}

// What somebody did with the alert in PagerDuty: an acknowledgement there is an `/ack` here, by whom the policy says they are; a hand-off there is told.

import type { Situation } from '../brain.ts';
import { ack } from '../commands/ack.ts';
import { personIn } from '../commands/command.ts';
import type { ParsedLine } from '../commands/parse.ts';
import type { Person } from '../incident/record.ts';
import { trusted } from '../messages.ts';
import { accountOf } from '../oncall/account.ts';
import { mayDo } from '../policy/authority.ts';
import type { Policy } from '../policy/policy.ts';
import { clockTime, compare } from '../time.ts';
import type { Trigger, TriggerOf } from '../trigger.ts';
import { commandAsked, todaysPolicy } from './asked.ts';
import { byItself, changed, type Draft, doing } from './draft.ts';
import { namedClaimant } from './named-to-lead.ts';

type Answered = TriggerOf<'alert-answered'>;
type Turn = { readonly draft: Draft; readonly outcome: string };

/** The login of whoever did it, by this policy: nobody for other triggers, and for people whom it does not know. */
export function answererIn(trigger: Trigger, policy: Policy): readonly string[] {
  if (trigger.kind !== 'alert-answered') return [];
  const login = accountOf(policy, namesOf(trigger));
  return login === null ? [] : [login];
}

/** Whoever did it, where today's policy says another account than the one that was asked about. */
export function answererToAsk(situation: Situation): readonly string[] {
  const known = situation.facts.standings ?? {};
  return answererIn(situation.trigger, todaysPolicy(situation)).filter((login) => !Object.hasOwn(known, login));
}

/** The draft after it. What may not be done is on the timeline, and changes nothing; what is older than the state here changes nothing. */
export function onAlertAnswered(draft: Draft, trigger: Answered): Turn {
  const { incident, situation } = draft;
  const { reopened, declared } = incident.milestones;
  const { since, answered } = incident.ladder;
  if (isBefore(trigger, answered) || isBefore(trigger, reopened)) return { draft, outcome: 'ignored:older' };
  const login = accountOf(todaysPolicy(situation), namesOf(trigger));
  if (login === null) return unmapped(draft, trigger);
  const person = personIn(situation.facts.people, login);
  // There is no alert from before the declaration: a clock that is behind ours says so.
  if (since !== declared && isBefore(trigger, since)) return beforeFlip(draft, trigger, login);
  return trigger.how === 'acknowledged'
    ? acknowledged(draft, trigger, login, person)
    : handedOver(draft, login, person);
}

function isBefore({ at }: Answered, instant: string | null): boolean {
  return instant !== null && compare(at, instant) <= 0;
}

/** What was answered was the alert of another severity, perhaps a milder one. */
function beforeFlip(draft: Draft, { how, at }: Answered, login: string): Turn {
  const what = how === 'acknowledged' ? 'Acknowledged in PagerDuty by' : 'Reassigned in PagerDuty to';
  const text = `${what} ${login} at ${clockTime(at)}, before the severity changed: people are paged on, comment /ack`;
  return noted(draft, text, 'ignored:older');
}

function acknowledged(draft: Draft, trigger: Answered, login: string, person: Person | null): Turn {
  const { incident, situation } = draft;
  const line: ParsedLine = {
    line: 1,
    name: 'ack',
    args: [],
    options: {},
    flags: [],
    text: 'acknowledged in PagerDuty',
    problem: null,
  };
  const verdict = mayDo(
    commandAsked(ack, line, incident, situation),
    namedClaimant(situation, login),
    todaysPolicy(situation),
  );
  if (person === null || person.bot || !verdict.allowed) {
    const who = verdict.allowed ? 'an account of a person' : `${verdict.rule}: ${verdict.who}`;
    const text = `Acknowledged in PagerDuty by ${login}, who may not here: nothing changes, and people are paged on; allowed: ${who}`;
    return noted(draft, text, 'refused:not-allowed');
  }
  const { policy, keep, offered, facts, now } = situation;
  const outcome = ack.decide({
    line,
    incident,
    actor: person,
    now,
    policy,
    keep,
    offered,
    brokenPolicy: null,
    people: {},
    others: {},
    keepsOthers: false,
    forced: false,
    isOpenToAll: !facts.repository.private,
    all: [],
  });
  if (outcome.kind === 'refused') return { draft, outcome: `refused:${outcome.problem.code}` };
  const after = changed(draft, outcome.changes, { at: now, by: person, comment: null });
  if (outcome.replies.length === 0) return { draft: after, outcome: 'done' };
  const message = {
    template: 'reply' as const,
    mentions: [],
    data: { to: trusted(person.login), parts: outcome.replies },
  };
  const key = `pagerduty/${trigger.at}`;
  return { draft: doing(after, { kind: 'comment', key, urgency: 'reply', message }), outcome: 'done' };
}

/** A hand-off here reassigns there, so this may be our own: nothing is said of what is so already. Who leads is said here. */
function handedOver(draft: Draft, login: string, person: Person | null): Turn {
  if (person !== null && draft.incident.roles['commander']?.id === person.id)
    return { draft, outcome: 'ignored:so-already' };
  const text = `Reassigned in PagerDuty to ${login}; who leads here stays as it is: comment /handoff to change it`;
  return noted(draft, text, 'done');
}

function unmapped(draft: Draft, trigger: Answered): Turn {
  const what = trigger.how === 'acknowledged' ? 'Acknowledged in PagerDuty by' : 'Reassigned in PagerDuty to';
  const text = `${what} ${trigger.who}, of whom no rotation says which account that is: nothing changes here. Write it under pagerduty_users of the policy, or comment /ack`;
  return noted(draft, text, 'refused:unmapped');
}

/** Once: whoever clicks on and on pushes nothing else out of the timeline. */
function noted(draft: Draft, text: string, outcome: string): Turn {
  if (draft.incident.timeline.at(-1)?.text === text) return { draft, outcome };
  return { draft: changed(draft, [{ kind: 'recorded', entry: 'by-hand', text }], byItself(draft)), outcome };
}

function namesOf({ who, email }: Answered): readonly string[] {
  return email === null ? [who] : [who, email];
}

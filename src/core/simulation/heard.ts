// What the clock said in a decision of the brain: in the comment it makes, and once and for all in the record.
import { dueItems } from '../clock/due.ts';
import type { Once } from '../clock/once.ts';
import { onceInWords } from '../clock/once-words.ts';
import { updates } from '../clock/updates.ts';
import { type DueKey, readDueKey } from '../decide/due-key.ts';
import type { Decision } from '../decision.ts';
import type { Incident } from '../incident/record.ts';
import type { Policy } from '../policy/policy.ts';
import { later, type Timestamp } from '../time.ts';
import { onceAs, type Timed } from './entry.ts';
import { dueFrom, roleAt, stepInWords, stepOf, updateInWords, whomToAsk, windowInWords } from './words.ts';

/** The lines for a decision at an instant. `before` is the record that the decision began with. */
export function heard(decision: Decision, before: Incident | null, policy: Policy, now: Timestamp): readonly Timed[] {
  const after = decision.record;
  if (after === null) return [];
  const commented = decision.effects.flatMap((effect) => {
    const due = effect.kind === 'comment' ? readDueKey(effect.key, policy) : null;
    if (due === null) return [];
    return [
      ...due.steps.map((key) => escalation(key, after, policy, now, isOfBox(key, due, before))),
      ...(due.update ? [update(before, after, policy, now)] : []),
      ...(due.monitoringOver ? [monitoringOver(after, policy, now)] : []),
    ];
  });
  return [...commented, ...passed(before, after, policy, now)];
}

/** What was said once in the decision, in a comment or only on the card. */
function passed(before: Incident | null, after: Incident, policy: Policy, now: Timestamp): readonly Timed[] {
  const said = before?.passed ?? [];
  if (after.passed.length === said.length) return [];
  const items = dueItems({ ...after, passed: said }, policy);
  return items.flatMap((item) =>
    'about' in item && after.passed.includes(item.key) ? onceHeard(item, after, policy, now) : [],
  );
}

/** The step is taken with a time-box, and not since it was asked for before. */
function isOfBox(key: string, { passed }: DueKey, before: Incident | null): boolean {
  return passed.some((one) => one.startsWith('timebox/')) && before?.ladder.hurried?.[key] === undefined;
}

function escalation(key: string, incident: Incident, policy: Policy, instant: Timestamp, ofBox: boolean): Timed {
  const step = stepOf(key, policy);
  const targets = step === null ? null : (step.level.escalation[step.step]?.targets ?? null);
  const text = step === null ? 'Nobody has assigned a severity yet' : stepInWords(step, roleAt(policy, instant), ofBox);
  return { instant, kind: 'escalation', targets: targets ?? whomToAsk(incident, policy), text };
}

function update(before: Incident | null, after: Incident, policy: Policy, now: Timestamp): Timed {
  const asked = lastAsked(before, after, now);
  return {
    instant: later(now, wouldBeAt(before, after, asked, policy) ?? now),
    kind: 'update-due',
    targets: whomToAsk(after, policy),
    text: updateInWords(after, policy, asked !== null),
  };
}

/** When it had been asked for before this decision; null when something since has answered it. */
function lastAsked(before: Incident | null, after: Incident, now: Timestamp): Timestamp | null {
  const answered = after.updates.since === now || after.updates.statusAt === now;
  return before === null || answered ? null : before.updates.remindedAt;
}

/** Its own time: a request may share the comment of a page that comes up to two minutes earlier. */
function wouldBeAt(
  before: Incident | null,
  after: Incident,
  remindedAt: Timestamp | null,
  policy: Policy,
): Timestamp | null {
  const unasked = before?.unasked ?? [];
  return updates({ ...after, unasked, updates: { ...after.updates, remindedAt } }, policy)[0]?.at ?? null;
}

function monitoringOver(incident: Incident, policy: Policy, instant: Timestamp): Timed {
  const targets = whomToAsk(incident, policy);
  return { instant, kind: 'monitoring-over', targets, text: windowInWords(incident, policy) };
}

/** The line for what is said once. */
export function onceHeard(item: Once, incident: Incident, policy: Policy, now: Timestamp): Timed {
  const text = onceInWords(item, incident, policy);
  return { instant: later(now, item.at), kind: onceAs[item.kind], targets: dueFrom(incident, policy), text };
}

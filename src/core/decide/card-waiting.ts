// Whom the quiet hours let sleep, and until when: a card without a page must not look as if somebody had been called.
import { addressees, audienceOf } from '../clock/addressees.ts';
import { escalations } from '../clock/ladder.ts';
import { putOff } from '../clock/put-off.ts';
import type { Incident } from '../incident/record.ts';
import { type MessageData, trusted } from '../messages.ts';
import { eachOnce, inOrder } from '../policy/find.ts';
import type { Policy } from '../policy/policy.ts';
import { compare, minuteInUtc, type Timestamp, wholeMinuteFrom } from '../time.ts';

/** Who is paged when the quiet hours are over if nobody says more, without mentioning them; null when nothing waits for that. */
export function waitingOnCard(incident: Incident, policy: Policy, now: Timestamp): MessageData {
  const awake: Policy = { ...policy, quietHours: null };
  const held = escalations(incident, policy).flatMap((step) => {
    const at = putOff(step, incident, policy, now);
    return at === putOff(step, incident, awake, now) ? [] : [{ ...step, at }];
  });
  const [first] = held.toSorted((a, b) => compare(a.at, b.at));
  if (first === undefined) return { waiting: null };
  const steps = held.filter(({ at }) => at === first.at);
  const called = inOrder(steps.map((step) => addressees(step, incident, policy)));
  const whom = eachOnce([...called, ...audienceOf(steps, incident, policy)]).map((handle) => handle.replace(/^@/, ''));
  return {
    waiting: {
      until: trusted(minuteInUtc(wholeMinuteFrom(first.at))),
      whom: whom.length === 0 ? null : trusted(whom.join(', ')),
    },
  };
}

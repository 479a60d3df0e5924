// What the card says of a step that waits, since its people were mentioned as often as an hour allows.
import type { Situation } from '../brain.ts';
import { addressees } from '../clock/addressees.ts';
import { escalations } from '../clock/ladder.ts';
import { putOff } from '../clock/put-off.ts';
import { reachedFrom } from '../clock/reached.ts';
import type { Incident } from '../incident/record.ts';
import { compare, minuteInUtc, wholeMinuteFrom } from '../time.ts';

/** Of the first such step; none once it is taken, or where its own time is later. */
export function mentionNotices(incident: Incident, { policy, now, connected }: Situation): Incident['notices'] {
  const waiting = escalations(incident, policy).flatMap((step) => {
    const from = reachedFrom(step, incident, policy, connected);
    return from === null || compare(from, step.at) <= 0 ? [] : [{ ...step, at: from }];
  });
  const [step] = waiting.sort((a, b) => compare(a.at, b.at));
  if (step === undefined) return [];
  const names = addressees(step, incident, policy).map((handle) => handle.replace(/^@/, ''));
  const at = minuteInUtc(wholeMinuteFrom(putOff(step, incident, policy, now)));
  const text = `The ladder waits for ${names.join(', ')}, mentioned here ${policy.mentions.perHour} times within the hour, which is the limit: they are told at ${at}. Call them if it cannot wait.`;
  return [{ key: 'mention-limit', text }];
}

// The monitoring window in words, for whoever is held by it.
import type { Incident } from '../incident/record.ts';
import { inert } from '../markdown/inert.ts';
import type { Policy } from '../policy/policy.ts';
import { inWords, minuteInUtc, type Timestamp, wholeMinuteFrom } from '../time.ts';
import { watchedFor } from './monitoring.ts';

/** Until when the fix is watched, or for how long it will be. */
export function windowHolds(incident: Incident, policy: Policy): string {
  if (incident.monitoring !== null)
    return `the monitoring window runs until ${minuteInUtc(wholeMinuteFrom(incident.monitoring.until))}`;
  const watch = watchedFor(incident, policy);
  const why = watch === null ? '' : easedInWords(watch.level.name, watch.until);
  return `the fix is watched for ${inWords(watch?.window.min ?? 'PT0S')} (\`/resolve\` starts the window${why === '' ? '' : `; ${why}`})`;
}

/** Why what a severity asks for holds that the incident has no more; empty for the one it has. */
export function easedInWords(level: string, until: Timestamp | null): string {
  return until === null
    ? ''
    : `severity was ${inert(level)} until ${minuteInUtc(until)}, and what that asks for holds for 15 minutes more`;
}

// The monitoring window in words, for whoever is held by it.
import type { Incident } from '../incident/record.ts';
import { levelOf } from '../policy/find.ts';
import type { Policy } from '../policy/policy.ts';
import { inWords, toSecond } from '../time.ts';

/** Until when the fix is watched, or for how long it will be. */
export function windowHolds(incident: Incident, policy: Policy): string {
  if (incident.monitoring !== null) return `the monitoring window runs until ${toSecond(incident.monitoring.until)}`;
  return `the fix is watched for ${inWords(levelOf(policy, incident)?.monitor?.min ?? 'PT0S')} (\`/resolve\` starts the window)`;
}

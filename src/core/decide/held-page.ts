// A page that GitHub has not taken, judged again when it is about to be sent: quiet hours or `/snooze` may have begun since it was due.
import { heldNow, type Paged, reportFrom } from '../clock/put-off.ts';
import type { EffectOf } from '../effects.ts';
import type { Incident } from '../incident/record.ts';
import type { Policy } from '../policy/policy.ts';
import type { Timestamp } from '../time.ts';
import { readDueKey } from './due-key.ts';

/** Why it is not sent now; null when it is. What somebody asked for, and what follows on a page that reached nobody, is sent at any hour. */
export function holdOfPage(
  { key, urgency }: Pick<EffectOf<'comment'>, 'key' | 'urgency'>,
  incident: Incident,
  policy: Policy,
  now: Timestamp,
): 'snoozed' | 'quiet' | null {
  if (urgency !== 'page') return null;
  if (key.startsWith('report/')) return isHeldReport(incident, policy, now) ? 'quiet' : null;
  return heldNow(pagedIn(key, policy), incident, policy, now)?.by ?? null;
}

function isHeldReport(incident: Incident, policy: Policy, now: Timestamp): boolean {
  const from = incident.status === 'reported' ? reportFrom(incident, policy, now) : now;
  return from !== null && from !== now;
}

/** What the comment pages for; nothing of what is only said beside it. */
function pagedIn(key: string, policy: Policy): readonly Paged[] {
  const due = readDueKey(key, policy);
  if (due === null) return [];
  const once = due.passed.flatMap((passed): Paged[] => {
    const kind = passed.split('/')[0];
    return kind === 'response' || kind === 'timebox' ? [{ kind, key: passed }] : [];
  });
  return [...due.steps.map((step): Paged => ({ kind: 'escalation', key: step })), ...once];
}

// An issue that was said to be no incident (`/decline --plain`): none of the app's business, until somebody labels it again.
import type { Incident } from '../incident/record.ts';
import type { Policy } from '../policy/policy.ts';
import { compare, minus } from '../time.ts';
import type { Trigger } from '../trigger.ts';
import { sameLabel } from './labels.ts';

/** GitHub's clock and ours differ by less; the event of the label that was there before is older. */
const SLACK = 'PT5S';

/** Whether the issue was made a plain one. */
export function isPlain(record: Incident | null): record is Incident & { readonly plainSince: string } {
  return record !== null && record.plainSince !== null;
}

/** Somebody has set the incident label since. */
export function isDeclaredAgain(trigger: Trigger, { plainSince }: Incident, policy: Policy): boolean {
  return (
    trigger.kind === 'labelled' &&
    trigger.added &&
    sameLabel(trigger.label, policy.labels.incident) &&
    plainSince !== null &&
    compare(trigger.at, minus(plainSince, SLACK)) >= 0
  );
}

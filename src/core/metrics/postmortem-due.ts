// By when the postmortem of an incident had to be published, and when it was.
import { reach } from '../clock/calendar.ts';
import type { Incident } from '../incident/record.ts';
import { levelOf } from '../policy/find.ts';
import type { Policy } from '../policy/policy.ts';
import { compare, type Timestamp } from '../time.ts';
import { type Known, known, missing } from './known.ts';

/** A document of the repository that says which incident it is about, and when it came to the default branch. */
export type Published = { readonly incident: number; readonly at: Timestamp };

/** `published` null: the repository was not asked. The first document of an incident counts. */
export function postmortemOf(
  incident: Incident,
  policy: Policy | null,
  published: readonly Published[] | null,
): Known<{ readonly due: Timestamp; readonly published: Timestamp | null }> {
  const { resolved } = incident.milestones;
  if (resolved === null) return missing('not-reached');
  if (policy === null) return missing('no-policy');
  const asked = levelOf(policy, incident)?.postmortem ?? null;
  if (asked === null || asked.need === 'optional' || asked.need === 'none') return missing('not-asked');
  if (asked.publishWithin === null) return missing('no-deadline');
  if (published === null) return missing('not-recorded');
  const own = published.filter((one) => one.incident === incident.issue.number).map(({ at }) => at);
  const [first = null] = own.toSorted(compare);
  return known({ due: reach(resolved, asked.publishWithin, policy), published: first });
}

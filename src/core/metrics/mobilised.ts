// When the last required role was filled: the commander, and every role that a gate of the policy asks for.
import type { Incident, TimelineEntry } from '../incident/record.ts';
import { roleName } from '../incident/role-name.ts';
import type { Policy } from '../policy/policy.ts';
import { later, type Timestamp } from '../time.ts';
import { isWhole } from './history.ts';
import { type Known, known, missing } from './known.ts';

/** Not before the declaration: a role that was filled earlier was filled in no time. */
export function mobilisedAt(incident: Incident, policy: Policy | null): Known<Timestamp> {
  const { declared } = incident.milestones;
  if (declared === null) return missing('not-reached');
  if (policy === null) return missing('no-policy');
  const roles = requiredRoles(policy);
  if (roles.some((role) => incident.roles[role] === undefined)) return missing('role-unfilled');
  if (!isWhole(incident)) return missing('folded');
  const filled = roles.map((role) => incident.timeline.find((entry) => fills(entry, role))?.at);
  const times = filled.flatMap((at) => at ?? []);
  return times.length < roles.length ? missing('history-broken') : known(times.reduce(later, declared));
}

/** Each once. */
export function requiredRoles({ gates }: Pick<Policy, 'gates'>): readonly string[] {
  return [...new Set(['commander', ...Object.values(gates).flatMap((gate) => gate?.roles ?? [])])];
}

/** The first acknowledgement by a person makes its author commander if there is none. */
function fills({ kind, by, text }: TimelineEntry, role: string): boolean {
  if (kind === 'role') return text.startsWith(`${roleName(role)}: `);
  if (role !== 'commander') return false;
  return kind === 'handoff' || (kind === 'acknowledged' && by !== null && !by.endsWith('[bot]'));
}

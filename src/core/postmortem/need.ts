// Whether an incident needs a postmortem by its severity, and who reviews it.
import type { Incident } from '../incident/record.ts';
import { eachOnce, handlesOf, levelOf } from '../policy/find.ts';
import type { Policy } from '../policy/policy.ts';

/** Whether it is begun by itself when the incident is resolved (`levels[].postmortem.need`). */
export function isNeeded(incident: Incident, policy: Policy): boolean {
  const need = levelOf(policy, incident)?.postmortem?.need;
  return need === 'required' || need === 'report';
}

/** More would be nobody's turn. */
const MOST = 6;

/** Handles: the roles that the policy names, then the code owners of the file; a report has no review. */
export function reviewersFor(incident: Incident, policy: Policy, owners: readonly string[]): readonly string[] {
  if (levelOf(policy, incident)?.postmortem?.need === 'report') return [];
  const inRoles = policy.postmortem.reviewers.flatMap((role) => {
    const { login } = incident.roles[role] ?? {};
    return login === undefined ? handlesOf(policy, [role]) : [`@${login}`];
  });
  return eachOnce([...inRoles, ...owners]).slice(0, MOST);
}

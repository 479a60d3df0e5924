// What a role is there for, in the policy's words, for whoever takes it (`S004-26`).
import type { Incident, Person } from '../incident/record.ts';
import { type ReplyPart, trusted } from '../messages.ts';
import type { Policy } from '../policy/policy.ts';

/** For the reply to the command that gives the role; nothing when the policy names no duties, or the person has the role already. */
export function dutiesOf(policy: Policy, incident: Incident, role: string, person: Person): readonly ReplyPart[] {
  const found = policy.roles.find(({ id }) => id === role);
  if (found === undefined || found.duties.length === 0 || incident.roles[role]?.id === person.id) return [];
  return [{ duties: { title: found.title, login: trusted(person.login), items: [...found.duties] } }];
}

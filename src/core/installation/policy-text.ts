// The policy that a new installation begins with: a preset, and who its roles are.
import type { Policy } from '../policy/policy.ts';
import { filledIn } from './install-texts.ts';

/** What a team says of its policy before there is one. `rollbackWorkflow`: a file of theirs; null: as the preset has it. */
export type Beginning = {
  readonly preset: string;
  readonly people: Policy['people'];
  readonly rollbackWorkflow: string | null;
};

/** The file. Roles of the preset that nobody is mapped to stand in it as remarks. */
export function policyText(template: string, { preset, people, rollbackWorkflow }: Beginning, of: Policy): string {
  const text = filledIn(filledIn(template, 'PRESET', preset), 'PEOPLE', peopleText(people, of).join('\n'));
  if (rollbackWorkflow === null || rollbackWorkflow === of.rollback.workflow) return text;
  return `${text}\n# The workflow that rolls back, under its name in this repository.\nrollback:\n  workflow: ${JSON.stringify(rollbackWorkflow)}\n`;
}

function peopleText(people: Policy['people'], of: Policy): readonly string[] {
  const mapped = Object.entries(people);
  const open = pagedRoles(of).filter((role) => !Object.hasOwn(people, role));
  const remarks = open.map((role) => `#   ${role}: ["@your-organisation/your-team"]`);
  if (mapped.length === 0) return ['# people:', ...remarks];
  return ['people:', ...mapped.map(([role, who]) => `  ${keyed(role)}: ${JSON.stringify(who)}`), ...remarks];
}

/** A name that is more than letters and digits is quoted. */
function keyed(role: string): string {
  return /^[a-z][a-z0-9_-]*$/i.test(role) ? role : JSON.stringify(role);
}

/** The roles that ladders page or levels tell, each once, worst level first. */
export function pagedRoles({ levels }: Policy): readonly string[] {
  const roles = levels.flatMap(({ escalation, audience }) => [
    ...escalation.flatMap(({ targets }) => targets),
    ...audience,
  ]);
  return [...new Set(roles)];
}

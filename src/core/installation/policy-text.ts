// The policy that a new installation begins with: a preset, and who its roles are.
import type { Policy } from '../policy/policy.ts';
import { filledIn } from './install-texts.ts';

/** What a team says of its policy before there is one. `rollbackWorkflow`: a file of theirs; null: as the preset has it. */
export type Beginning = {
  readonly preset: string;
  readonly people: Policy['people'];
  readonly rollbackWorkflow: string | null;
  /** Whether workflow runs stand in for the server. */
  readonly runs: boolean;
};

/** The file. Roles of the preset that nobody is mapped to stand in it as remarks. */
export function policyText(
  template: string,
  { preset, people, rollbackWorkflow, runs }: Beginning,
  of: Policy,
): string {
  const filled = filledIn(filledIn(template, 'PRESET', preset), 'PEOPLE', peopleText(people, of).join('\n'));
  const text = runs ? `${filled}\n${runsDeclare}` : filled;
  if (rollbackWorkflow === null || rollbackWorkflow === of.rollback.workflow) return text;
  return `${text}\n# The workflow that rolls back, under its name in this repository.\nrollback:\n  workflow: ${JSON.stringify(rollbackWorkflow)}\n`;
}

/** GitHub Actions by its id on github.com, as whose bot a workflow run opens issues. */
const runsDeclare = `# Alerts are declared by workflow runs (\`firebreak-alerts.yml\`), as the app GitHub Actions: without this they are only reported until a responder
# comments \`/ack\`. On a GitHub Enterprise Server it has another id: \`gh api apps/github-actions --jq .id\`.
authority:
  declare: { apps: [15368] }
`;

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

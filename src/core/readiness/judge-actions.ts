// Whether workflows stand in for the server, and what they lack.
import { type ActionWorkflow, actionWorkflows } from '../installation/action-workflows.ts';
import type { Policy } from '../policy/policy.ts';
import type { ReadinessFacts } from './facts.ts';
import { type Finding, finding, notTold } from './finding.ts';

type Seen = Pick<ReadinessFacts, 'actions'>;

/** Whether runs answer people: the workflow is there and uses the Action. */
export function standsIn({ actions: { files } }: Seen): boolean {
  return /\/action\/respond@/.test(textOf(files, actionWorkflows[0].file) ?? '');
}

/** Whether there is no server beside them. */
export function isWithoutApp(facts: Seen & Pick<ReadinessFacts, 'installation'>): boolean {
  return standsIn(facts) && !(facts.installation.told && facts.installation.value !== null);
}

/** Nothing where no workflow stands in. */
export function judgeActions(facts: ReadinessFacts): readonly Finding[] {
  if (!standsIn(facts)) return [];
  return [
    ...actionWorkflows.flatMap((row) => judgeFile(row, facts)),
    ...judgeOpening(facts),
    ...judgeKey(facts),
    ...(isWithoutApp(facts) ? judgeTeams(facts.policy.policy) : []),
  ];
}

function textOf(files: ReadinessFacts['actions']['files'], file: string): string | null {
  const seen = files[file];
  return seen?.told === true ? seen.value : null;
}

function judgeFile({ file, action, does }: ActionWorkflow, facts: ReadinessFacts): readonly Finding[] {
  const seen = facts.actions.files[file];
  const repository = facts.repository.fullName;
  if (seen === undefined) return [];
  if (!seen.told) return [notTold(`whether the workflow \`${file}\` is there`, seen.why)];
  if (seen.value === null)
    return action === 'tick'
      ? [finding('actions-clock-missing', { file, repository })]
      : [finding('actions-workflow-missing', { file, does, repository })];
  return [...judgePins(file, seen.value), ...judgePermissions(file, action, seen.value)];
}

const USES = /^\s*(?:-\s+)?uses:\s*["']?(\S+\/action\/[a-z-]+@[^\s"']+)/gm;

function judgePins(file: string, text: string): readonly Finding[] {
  const used = [...text.matchAll(USES)].flatMap(([, uses]) => uses ?? []);
  const loose = [...new Set(used)].filter((uses) => !/@[0-9a-f]{40}$/.test(uses));
  return loose.map((uses) => finding('actions-unpinned', { file, uses }));
}

/** Those that handle incidents. */
const HANDLING: readonly ActionWorkflow['action'][] = ['respond', 'tick'];

function judgePermissions(file: string, action: ActionWorkflow['action'], text: string): readonly Finding[] {
  const writes = (permission: string) =>
    /^permissions:\s*write-all\b/m.test(text) || new RegExp(`\\b${permission}:\\s*write\\b`).test(text);
  if (action !== 'policy-check' && !writes('issues')) return [finding('actions-may-not-write', { file })];
  if (!HANDLING.includes(action)) return [];
  return ['contents', 'pull-requests']
    .filter((permission) => !writes(permission))
    .map((permission) => finding('actions-no-postmortem', { file, permission }));
}

function judgeOpening({ actions: { opensPulls }, repository, policy: { policy } }: ReadinessFacts): readonly Finding[] {
  if (!policy.levels.some(({ postmortem }) => postmortem !== null)) return [];
  if (!opensPulls.told) return [notTold('whether workflows may open pull requests', opensPulls.why)];
  return opensPulls.value ? [] : [finding('actions-may-not-open', { repository: repository.fullName })];
}

function judgeKey({
  actions: { files, hasKey },
  repository: { fullName: repository },
}: ReadinessFacts): readonly Finding[] {
  const isGiven = /^\s+key:\s*\S/m.test(textOf(files, actionWorkflows[0].file) ?? '');
  if (!isGiven) return [finding('actions-key', { repository, why: 'the workflow gives the Action no `key`' })];
  if (!hasKey.told) return [notTold('whether the secret FIREBREAK_KEY is there', hasKey.why)];
  return hasKey.value ? [] : [finding('actions-key', { repository, why: 'there is no secret FIREBREAK_KEY' })];
}

function judgeTeams({ people }: Policy): readonly Finding[] {
  return Object.entries(people).flatMap(([role, handles]) =>
    handles.length > 0 && handles.every((handle) => handle.includes('/'))
      ? [finding('actions-team', { role, teams: handles.join(', ') })]
      : [],
  );
}

// Whether workflows stand in for the server, and what they lack.
import { HOTFIX_CHECK } from '../hotfix/own-checks.ts';
import {
  type ActionTemplate,
  type ActionWorkflow,
  actionWorkflows,
  testsHeard,
} from '../installation/action-workflows.ts';
import type { Policy } from '../policy/policy.ts';
import { checksWanted } from './checks-wanted.ts';
import type { ReadinessFacts } from './facts.ts';
import { type Finding, finding, notTold } from './finding.ts';
import { unheard } from './heard.ts';

type Seen = Pick<ReadinessFacts, 'actions'>;

/** Whether runs answer people: the workflow is there and uses the Action. */
export function standsIn({ actions: { files } }: Seen): boolean {
  return /\/action\/respond@/.test(textOf(files, actionWorkflows[0].file) ?? '');
}

/** Whether there is no server beside them. */
export function isWithoutApp(facts: Seen & Pick<ReadinessFacts, 'installation'>): boolean {
  return standsIn(facts) && !(facts.installation.told && facts.installation.value !== null);
}

/** Where no workflow stands in, only whether cards that one writes beside the app are signed. */
export function judgeActions(facts: ReadinessFacts): readonly Finding[] {
  if (!standsIn(facts)) return recording(facts).length > 0 ? judgeKey(facts) : [];
  return [
    ...actionWorkflows.flatMap((row) => judgeFile(row, facts)),
    ...judgeOpening(facts),
    ...judgeKey(facts),
    ...judgeAlerts(facts),
    ...(isWithoutApp(facts) ? [...judgeGate(facts), ...judgeTeams(facts.policy.policy)] : []),
  ];
}

function textOf(files: ReadinessFacts['actions']['files'], file: string): string | null {
  const seen = files[file];
  return seen?.told === true ? seen.value : null;
}

function judgeFile(row: ActionWorkflow, facts: ReadinessFacts): readonly Finding[] {
  const { file, does } = row;
  const seen = facts.actions.files[file];
  const repository = facts.repository.fullName;
  if (seen === undefined || ('alone' in row && seen.told && seen.value === null && !isWithoutApp(facts))) return [];
  if (!seen.told) return [notTold(`whether the workflow \`${file}\` is there`, seen.why)];
  if (seen.value === null)
    return row.action === 'tick'
      ? [finding('actions-clock-missing', { file, repository })]
      : [finding('actions-workflow-missing', { file, does, repository })];
  return [...judgePins(file, seen.value), ...judgePermissions(row, seen.value), ...judgeEvents(row, seen.value)];
}

const USES = /^\s*(?:-\s+)?uses:\s*["']?(\S+\/action\/[a-z-]+@[^\s"']+)/gm;

function judgePins(file: string, text: string): readonly Finding[] {
  const used = [...text.matchAll(USES)].flatMap(([, uses]) => uses ?? []);
  const loose = [...new Set(used)].filter((uses) => !/@[0-9a-f]{40}$/.test(uses));
  return loose.map((uses) => finding('actions-unpinned', { file, uses }));
}

/** Those that handle incidents. */
const HANDLING: readonly ActionWorkflow['action'][] = ['respond', 'tick'];
/** What a postmortem is proposed with. */
const PROPOSING = ['contents', 'pull-requests'];

function judgePermissions({ file, action, permissions }: ActionWorkflow, text: string): readonly Finding[] {
  const lacking = Object.entries(permissions).filter(([name, access]) => !gives(text, name, access));
  if (lacking.some(([name, access]) => name === 'issues' && access === 'write'))
    return [finding('actions-may-not-write', { file })];
  return lacking.map(([permission, access]) =>
    HANDLING.includes(action) && PROPOSING.includes(permission)
      ? finding('actions-no-postmortem', { file, permission })
      : finding('actions-lacks', { file, permission, access }),
  );
}

/** Without these nobody is answered, or reminded. */
const NEEDED = ['issues: opened', 'issue_comment: created', 'schedule'];

function judgeEvents(row: ActionWorkflow, text: string): readonly Finding[] {
  const { file, does } = row;
  const lacking = 'hears' in row ? unheard(text, row.hears) : [];
  if (lacking.length === 0) return [];
  const events = lacking.map((event) => `\`${event}\``).join(', ');
  const isDeaf = lacking.some((event) => NEEDED.includes(event));
  return [finding(isDeaf ? 'actions-deaf' : 'actions-unheard', { file, events, does })];
}

/** Whether the token of some job may: of all that is not named GitHub gives it nothing. */
function gives(text: string, permission: string, access: 'read' | 'write'): boolean {
  const levels = access === 'read' ? 'read|write' : 'write';
  const all = new RegExp(`^permissions:\\s*(?:${levels})-all\\b`, 'm');
  return all.test(text) || new RegExp(`^\\s*${permission}:\\s*(?:${levels})\\b`, 'm').test(text);
}

/** What the gate of a hotfix needs beside its file: it is required, and looks again when the tests have ended. */
function judgeGate({
  actions: { files },
  required,
  repository,
  policy: { policy },
}: ReadinessFacts): readonly Finding[] {
  const isThere = textOf(files, fileOf('hotfix')) !== null;
  if (!isThere || !checksWanted(policy).includes(HOTFIX_CHECK)) return [];
  const { branch } = repository;
  if (!required.told) return [notTold(`which checks the branch \`${branch}\` requires`, required.why)];
  const names = required.value.map(({ name }) => name);
  const tests = names.filter((name) => !name.startsWith('firebreak / '));
  const again = textOf(files, fileOf('hotfix-again'));
  return [
    ...(names.includes(HOTFIX_CHECK) ? [] : [finding('actions-gate-not-required', { check: HOTFIX_CHECK, branch })]),
    ...(again !== null && tests.length > 0 && testsHeard(again).length === 0
      ? [finding('actions-tests-unheard', { file: fileOf('hotfix-again'), tests: tests.join(', ') })]
      : []),
  ];
}

function fileOf(wanted: ActionTemplate): string {
  return actionWorkflows.find(({ template }) => template === wanted)?.file ?? '';
}

function judgeOpening({ actions: { opensPulls }, repository, policy: { policy } }: ReadinessFacts): readonly Finding[] {
  if (!policy.levels.some(({ postmortem }) => postmortem !== null)) return [];
  if (!opensPulls.told) return [notTold('whether workflows may open pull requests', opensPulls.why)];
  return opensPulls.value ? [] : [finding('actions-may-not-open', { repository: repository.fullName })];
}

/** The files whose runs write status cards: those that handle incidents, and one that declares them by itself. */
function recording({ actions: { files } }: Seen): readonly string[] {
  return actionWorkflows.flatMap(({ file, action }) => {
    const text = textOf(files, file) ?? '';
    const writes = HANDLING.includes(action) || (action === 'declare' && /^\s+respond:\s*["']?true\b/m.test(text));
    return writes && text.includes(`/action/${action}@`) ? [file] : [];
  });
}

function judgeKey(facts: ReadinessFacts): readonly Finding[] {
  const { actions, repository } = facts;
  const { hasKey } = actions;
  const bare = recording(facts).find((file) => !/^\s+key:\s*\S/m.test(textOf(actions.files, file) ?? ''));
  const missing = (why: string) => [finding('actions-key', { repository: repository.fullName, why })];
  if (bare !== undefined) return missing(`the workflow \`${bare}\` gives the Action no \`key\``);
  if (!hasKey.told) return [notTold('whether the secret FIREBREAK_KEY is there', hasKey.why)];
  return hasKey.value ? [] : missing('there is no secret FIREBREAK_KEY');
}

/** Whether what runs declare is an incident at once. */
function judgeAlerts({ actions: { files }, policy: { policy } }: ReadinessFacts): readonly Finding[] {
  const file = fileOf('alerts');
  const isThere = textOf(files, file)?.includes('/action/declare@') === true;
  return isThere && policy.authority.declare.apps.length === 0 ? [finding('actions-alerts', { file })] : [];
}

function judgeTeams({ people }: Policy): readonly Finding[] {
  return Object.entries(people).flatMap(([role, handles]) =>
    handles.length > 0 && handles.every((handle) => handle.includes('/'))
      ? [finding('actions-team', { role, teams: handles.join(', ') })]
      : [],
  );
}

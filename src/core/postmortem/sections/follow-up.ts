// Action items as the policy writes them, from what the incident owes; decisions, responders, and where to read on.
import { type DeadlineList, deadlineLists } from '../../incident/deadline-change.ts';
import type { Deadline } from '../../incident/record.ts';
import { roleTitle } from '../../incident/role-name.ts';
import { linkAddress } from '../../markdown/address.ts';
import { inert } from '../../markdown/inert.ts';
import { toSecond } from '../../time.ts';
import type { Filled, Known } from '../known.ts';
import { dueOf, typeOf, verbs } from '../owed-rows.ts';
import { severalOf } from '../several.ts';

type Item = {
  readonly what: string;
  readonly type: string;
  readonly owner: string | null;
  readonly due: string | null;
  readonly issue: Deadline['issue'] | null;
  readonly done: boolean;
  readonly horizon: string;
};

const horizons: Readonly<Record<DeadlineList, string>> = {
  backfills: 'Immediate',
  temporaryFixes: 'Immediate',
  followUps: 'Short-term',
};
export function actionsSection(known: Known): Filled {
  const items = deadlineLists.flatMap((list) => known.incident[list].map((one) => itemOf(one, list, known)));
  const { actionItems, followUps, actionRules } = known.policy.postmortem;
  const kinds = followUps.length === 0 ? '' : ` The runbook names: ${severalOf(followUps)}.`;
  const rules = actionRules.length === 0 ? '' : ` A good one is: ${severalOf(actionRules)}.`;
  return {
    facts: items.length === 0 ? [] : printed(items, actionItems, known),
    asks: [`What else is to be done, by whom and by when, and in which issue?${kinds}${rules}`],
  };
}

function itemOf(one: Deadline, list: DeadlineList, { incident, policy }: Known): Item {
  const { what, done, owner, issue } = one;
  const at = dueOf(one, list, incident, policy);
  return {
    what: `${verbs[list]}${inert(what)}`,
    type: typeOf(one, list) ?? '',
    owner: owner === undefined ? null : `@${owner.login}`,
    due: at === null ? null : toSecond(at).slice(0, 10),
    issue: issue ?? null,
    done: done !== null,
    horizon: horizons[list],
  };
}

function printed(items: readonly Item[], how: 'list' | 'table' | 'horizons', { policy }: Known): readonly string[] {
  if (how === 'list') return items.map((item) => listItem(item));
  const isMonthDay = policy.postmortem.dueDates === 'month-day';
  const names = ['Action', 'Type', 'Owner', 'Due', 'Issue', 'Status'];
  const rows = items.map((item) => cells(item, isMonthDay));
  if (how === 'table') return table(names, rows);
  return table(
    ['Horizon', ...names],
    items.map((item, place) => [item.horizon, ...(rows[place] ?? [])]),
  );
}

function table(names: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const line = (values: readonly string[]): string => `| ${values.join(' | ')} |`;
  return [line(names), line(names.map(() => '---')), ...rows.map(line)];
}

function cells({ what, type, owner, due, issue, done }: Item, isMonthDay: boolean): readonly string[] {
  return [what, type, owner ?? '', dueIn(due, isMonthDay), linkTo(issue), done ? 'Done' : 'Open'];
}

function dueIn(due: string | null, isMonthDay: boolean): string {
  if (due === null || !isMonthDay) return due ?? '';
  const [, month, day] = due.split('-');
  return `${Number(month)}/${Number(day)}`;
}

function listItem({ what, type, owner, due, issue, done }: Item): string {
  const facts = [
    ...(type === '' ? [] : [`type: ${type}`]),
    ...(owner === null ? [] : [`owner: ${owner}`]),
    ...(due === null ? [] : [`due: ${due}`]),
    ...(issue === null ? [] : [linkTo(issue)]),
  ];
  return `- [${done ? 'x' : ' '}] ${what}${facts.length === 0 ? '' : ` (${facts.join(', ')})`}`;
}

function linkTo(issue: Item['issue']): string {
  return issue == null ? '' : `[#${issue.number}](${linkAddress(issue.url)})`;
}

export function decisionsSection({ incident }: Known): Filled {
  const facts = incident.decisions.map(
    ({ number, text, because }) =>
      `- Decision ${number}: ${inert(text)}${because === null ? '' : `, because ${inert(because)}`}`,
  );
  return { facts, asks: facts.length > 0 ? [] : ['Which choices were made, and on what grounds?'] };
}

export function respondersSection({ incident, policy }: Known): Filled {
  const inRole = Object.entries(incident.roles).map(
    ([role, { login }]) => `- ${inert(roleTitle(policy.roles, role))}: ${inert(login)}`,
  );
  const named = new Set(Object.values(incident.roles).map(({ login }) => login));
  const others = new Set(incident.timeline.flatMap(({ by }) => (by === null || named.has(by) ? [] : [by])));
  const also =
    others.size === 0 ? [] : [`- Also on the record: ${[...others].map((login) => inert(login)).join(', ')}`];
  return { facts: [...inRole, ...also], asks: [] };
}

export function supportingSection({ incident, policy, web }: Known): Filled {
  const { issue, evidence, operations = [], hotfixes = [] } = incident;
  const thread = `${web}/issues/${issue.number}`;
  const facts = [
    `- [Incident #${issue.number}](${linkAddress(thread)}), with its whole thread`,
    ...(evidence?.comment == null
      ? []
      : [`- [What was gathered at the declaration](${linkAddress(`${thread}#issuecomment-${evidence.comment}`)})`]),
    ...operations.flatMap(({ title, run }) =>
      run === null ? [] : [`- Run: [${inert(title)}](${linkAddress(run.url)})`],
    ),
    ...hotfixes.flatMap(({ pull, title }) =>
      pull === null ? [] : [`- Pull request: [#${pull.number}](${linkAddress(pull.url)}), ${inert(title)}`],
    ),
    `- Runbook: ${inert(policy.runbook.title ?? policy.preset)}`,
  ];
  return { facts, asks: [] };
}

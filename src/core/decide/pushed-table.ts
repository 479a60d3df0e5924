// What a push says of the table of action items: facts that it needs, and which rows of the document are its doing.
import type { Situation } from '../brain.ts';
import type { FactRequest, FileSeen } from '../facts.ts';
import type { Incident } from '../incident/record.ts';
import { onsetOf } from '../mitigation/look-back.ts';
import type { ActionItem } from '../postmortem/action-item.ts';
import type { RowsFrom } from '../postmortem/action-row.ts';
import { tableIn } from '../postmortem/table.ts';
import type { TriggerOf } from '../trigger.ts';

type Pushed = TriggerOf<'document-pushed'>;

/** Where the file is since the push: the one that came where the known one left. */
export function pathAfter({ gone, made }: Pushed, path: string): string {
  const [only, ...others] = made;
  return gone.includes(path) && only !== undefined && others.length === 0 ? only : path;
}

/** The document as the push left it, as it is now, and as it was before; and how its pull request stands. */
export function tableFor(trigger: Pushed, record: Incident | null): Pick<FactRequest, 'versions' | 'postmortem'> {
  const { branch, path } = record?.postmortem ?? {};
  if (branch === undefined || path === undefined) return {};
  const now = pathAfter(trigger, path);
  const head = trigger.branch === null ? 'HEAD' : `refs/heads/${trigger.branch}`;
  return {
    postmortem: { branch, path: now },
    versions: [
      { at: trigger.after, path: now },
      { at: head, path: now },
      ...(trigger.before === null ? [] : [{ at: trigger.before, path }]),
    ],
  };
}

/** `rows`: what this push says in the table that is still said there; `before`: the table that it found, null where there was no document. */
export type PushedTable = { readonly rows: readonly ActionItem[]; readonly before: readonly ActionItem[] | null };

/** Null where the document was not read. */
export function pushedTable(situation: Situation): PushedTable | null {
  const [after, now, before] = situation.facts.versions ?? [];
  const [left, current, found] = [textOf(after), textOf(now), textOf(before)];
  if (situation.record === null || left === null || current === null) return null;
  const from = rowsFrom(situation.record, situation);
  const table = found === null ? null : tableIn(found, from);
  const standing = tableIn(current, from);
  const made = firstOfEach(tableIn(left, from)).filter((row) => !(table ?? []).some((one) => isSame(one, row)));
  const rows = made.flatMap((row) => {
    const here = counterpart(row, standing);
    return here === null ? [] : [stillSaid(row, here, counterpart(row, table ?? []))];
  });
  return { rows, before: table };
}

/** What somebody says otherwise since is theirs, and told with their own push: it counts as it was before. */
function stillSaid(row: ActionItem, here: ActionItem, before: ActionItem | null): ActionItem {
  return {
    ...row,
    what: row.what === here.what ? row.what : (before?.what ?? row.what),
    type: row.type === here.type ? row.type : (before?.type ?? null),
    owner: row.owner === here.owner ? row.owner : (before?.owner ?? null),
    due: row.due === here.due ? row.due : (before?.due ?? null),
    status: row.status === here.status ? row.status : (before?.status ?? 'open'),
    issue: here.issue ?? row.issue,
  };
}

/** The row about the same thing: by its issue, or while it has none by its words. */
function counterpart({ issue, what }: ActionItem, rows: readonly ActionItem[]): ActionItem | null {
  const named = issue === null ? undefined : rows.find((one) => one.issue === issue);
  const isCalled = (one: ActionItem) => one.what.toLowerCase() === what.toLowerCase();
  return named ?? rows.find((one) => isCalled(one) && (issue === null || one.issue === null)) ?? null;
}

/** What rows of this incident's document are read with. */
export function rowsFrom(incident: Incident, { facts, policy, now }: Situation): RowsFrom {
  const web = (facts.issue?.url ?? '').replace(/\/issues\/\d+$/, '');
  return { kinds: policy.postmortem.followUps, since: `${onsetOf(incident, now).slice(0, 10)}T00:00:00Z`, web };
}

/** Logins in its rows, in lower case. */
export function ownersNamed(situation: Situation): readonly string[] {
  const rows = pushedTable(situation)?.rows ?? [];
  const logins = rows.flatMap(({ owner }) => (owner === null || owner.includes('/') ? [] : [owner.toLowerCase()]));
  return [...new Set(logins)].slice(0, MOST_OWNERS);
}

/** More people are asked about for no table. */
const MOST_OWNERS = 20;

function textOf(seen: FileSeen | undefined): string | null {
  return typeof seen === 'object' ? seen.text : null;
}

/** Of two rows with one issue the first counts. */
function firstOfEach(rows: readonly ActionItem[]): readonly ActionItem[] {
  return rows.filter(
    ({ issue }, place) => issue === null || rows.findIndex((other) => other.issue === issue) === place,
  );
}

function isSame({ line: _a, ...a }: ActionItem, { line: _b, ...b }: ActionItem): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

// What becomes of issues is said in the rows of the document: on its branch while its pull request is open, and once when all of them are done after it was published (decision 0040).
import type { Effect } from '../effects.ts';
import type { Incident } from '../incident/record.ts';
import { indexPull } from '../messages/postmortem.ts';
import { folderOf } from '../postmortem/file-name.ts';
import type { OwedItem } from '../postmortem/in-step.ts';
import { INDEX_BRANCH, INDEX_TITLE, rowsCommit } from '../postmortem/names.ts';
import { owedRows } from '../postmortem/owed-rows.ts';
import { actionsSection } from '../postmortem/sections/follow-up.ts';
import type { RowChange, RowsWanted } from '../postmortem/write-rows.ts';
import { type Draft, doing } from './draft.ts';
import { rowsFrom } from './pushed-table.ts';
import { asMayBeShown } from './security.ts';

/** The draft in which the document says of what is owed what the record says since. What of a security incident is not shown stays as it was written. */
export function rowsFollow(draft: Draft): Draft {
  const { incident, situation } = draft;
  const { record } = situation;
  const { state, path, pull } = incident.postmortem ?? {};
  if (record === null || path === undefined || pull == null || asMayBeShown(incident, situation) !== incident)
    return draft;
  if (state === 'open') return written(draft, record, path);
  return state === 'published' && isAllDone(incident) && !isAllDone(record) ? listed(draft, path, pull.number) : draft;
}

function isAllDone({ followUps, backfills, temporaryFixes }: Incident): boolean {
  const all = [...followUps, ...backfills, ...temporaryFixes].filter(({ issue }) => issue !== undefined);
  return all.length > 0 && all.every(({ done }) => done !== null);
}

function written(draft: Draft, before: Incident, path: string): Draft {
  const { incident, situation } = draft;
  const rows = [...(draft.rows ?? []), ...changesSince(before, draft)];
  if (rows.length === 0) return draft;
  const { trigger } = situation;
  // The record has a revision for each change of what is owed; a push that changes nothing of it has its commit.
  const name = trigger.kind === 'document-pushed' ? `push-${trigger.after}` : `${before.revision + 1}`;
  const effect: Effect = {
    kind: 'write-rows',
    key: `rows/${name}`,
    branch: incident.postmortem?.branch ?? '',
    path,
    commit: rowsCommit(incident),
    wanted: wantedOf(rows, draft),
  };
  return doing(draft, effect);
}

/** Those that are otherwise than they were; when GitHub tells of the document, all of them: it was written before the answer. */
function changesSince(before: Incident, { incident, situation }: Draft): readonly RowChange[] {
  const { policy, trigger } = situation;
  const isNew = before.postmortem?.pull == null;
  const known = new Map(owedRows(before, policy).map((one) => [one.id, one]));
  const isTold = trigger.kind === 'postmortem-answered';
  return owedRows(incident, policy).flatMap((is): readonly RowChange[] => {
    const was = known.get(is.id);
    if (is.issue === null && (was === undefined || isTold)) return [];
    if (isTold) return [{ was: unsaid(is), is, add: isNew }];
    const isSame = was !== undefined && JSON.stringify(was) === JSON.stringify(is);
    return isSame ? [] : [{ was: was ?? unsaid(is), is, add: was?.issue == null }];
  });
}

/** As the row is written while it has no issue. */
function unsaid(is: OwedItem): OwedItem {
  return { ...is, issue: null, status: 'open' };
}

/** One small pull request for all of them, which lists the postmortems besides. */
function listed(draft: Draft, path: string, pull: number): Draft {
  const { incident, situation } = draft;
  const rows = owedRows(incident, situation.policy).map((is) => ({ was: unsaid(is), is, add: false }));
  const wanted = wantedOf(rows, draft);
  const effect: Effect = {
    kind: 'write-index',
    key: `index/${pull}/done-${(situation.record?.revision ?? 0) + 1}`,
    folder: folderOf(path),
    web: wanted.from.web,
    branch: INDEX_BRANCH,
    title: INDEX_TITLE,
    message: indexPull(),
    rows: { path, wanted },
  };
  return doing(draft, effect);
}

function wantedOf(rows: readonly RowChange[], { incident, situation }: Draft): RowsWanted {
  const { policy } = situation;
  const from = rowsFrom(incident, situation);
  const known = { incident, policy, web: from.web, state: 'draft', reviewers: [] } as const;
  return {
    rows,
    part: actionsSection(known).facts.join('\n'),
    from,
    monthDay: policy.postmortem.dueDates === 'month-day',
  };
}

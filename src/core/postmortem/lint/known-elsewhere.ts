// What the records of a repository know beside the one of the incident: items that earlier incidents left open.
import type { Incident } from '../../incident/record.ts';
import type { EarlierAction } from './known.ts';

/** More are not compared with. */
const MOST = 200;

/** Follow-ups of other incidents that are not done; a practice one and a real one leave each other nothing. */
export function earlierActions(
  incident: Pick<Incident, 'issue' | 'drill'>,
  others: readonly Incident[],
): readonly EarlierAction[] {
  return others
    .filter(({ issue, drill }) => issue.number !== incident.issue.number && drill === incident.drill)
    .flatMap(({ issue, postmortem, followUps }) =>
      followUps.flatMap(({ what, done, issue: own }) =>
        done === null
          ? [{ what, issue: own?.number ?? null, postmortem: postmortem?.path ?? `incident #${issue.number}` }]
          : [],
      ),
    )
    .slice(0, MOST);
}

/** What the lint takes from a record, as one value: while it is the same, so is the verdict. */
export function judgedBy({ milestones, roles, level, temporaryFixes, followUps, security }: Incident): string {
  const fixes = temporaryFixes.map(({ what, done, issue }) => [what, done !== null, issue?.number]);
  const items = followUps.map(({ what, done, issue }) => [what, done !== null, issue?.number]);
  return JSON.stringify([milestones, roles, level, fixes, items, security]);
}

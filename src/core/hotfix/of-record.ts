// What the gate takes from the record of an incident, and what the record keeps of its verdict.
import { type Hotfix, type Judged, openHotfixes } from '../incident/hotfix.ts';
import type { Incident } from '../incident/record.ts';
import { rowInWords, whoInWords } from '../messages/hotfix-gate.ts';
import type { HotfixFacts, HotfixRecord } from './facts.ts';
import type { Verdict } from './gate.ts';
import type { FixRecord } from './proper-fix.ts';

/** The record as the gate reads it, for one pull request of its lane. */
export function recordFor(incident: Incident, pull: number): HotfixRecord {
  const { issue, status, level } = incident;
  const mine = openHotfixes(incident).find((one) => one.pull?.number === pull);
  return {
    incident: issue.number,
    status,
    level,
    pulls: openHotfixes(incident).flatMap((one) => one.pull?.number ?? []),
    rollbackTarget: targetIn(incident),
    whyNoRollback: mine?.why ?? null,
  };
}

/** The record as the gate of a proper fix reads it, for the issue that it has. What a security incident says of itself is in no check that everybody can read. */
export function fixRecordFor(incident: Incident, owed: number): FixRecord {
  return {
    incident: incident.issue.number,
    issue: owed,
    cause: incident.cause !== null,
    temporary: incident.temporaryFixes
      .filter(({ done }) => done === null)
      .map(({ what, issue, marker }) => ({
        what: incident.security ? 'A temporary fix' : what,
        issue: issue?.number ?? null,
        marker: marker ?? null,
      })),
  };
}

/** What is live is what a hotfix is rolled back to. */
function targetIn({ changes }: Incident): HotfixRecord['rollbackTarget'] {
  if (changes === undefined) return 'not-looked';
  if (changes.live !== null || changes.good !== null) return 'known';
  return changes.unread.includes('deployments') ? 'unread' : 'none';
}

/** Most that the record keeps of what does not hold. */
const MOST_WAITS = 5;
const LONGEST = 200;

type Merging = { readonly unmerged: string | null; readonly queued?: boolean; readonly behind?: boolean };

/** The verdict as the record keeps it. `unmerged`: why GitHub does not merge what passes; `queued`: it was put into the merge queue, `behind`: at its end, since nothing else was ours to do. */
export function judgedIn({ conclusion, rows }: Verdict, head: string, { unmerged, queued, behind }: Merging): Judged {
  const open = [...rows.filter(({ holds }) => holds === 'no'), ...rows.filter(({ holds }) => holds === 'waits')];
  return {
    head,
    conclusion,
    open: open.length,
    waits: open.slice(0, MOST_WAITS).map((row) => ({
      what: rowInWords(row).slice(0, LONGEST).toWellFormed(),
      who: row.who === null ? null : whoInWords[row.who],
    })),
    ...(queued === true ? { queued } : {}),
    ...(queued === true && behind === true ? { behind } : {}),
    ...(unmerged === null ? {} : { unmerged: unmerged.slice(0, LONGEST).toWellFormed() }),
  };
}

/** Whether the merge queue took it out at this very head, where nothing has changed since. */
export function wasTakenOut({ judged }: Pick<Hotfix, 'judged'>, { head, pull }: HotfixFacts): boolean {
  return judged?.queued === true && judged.head === head && !pull.queued;
}

/** Whether it waits for nothing but people who look at it: a draft is not ready to be looked at. */
export function wantsReview({ rows }: Verdict, { pull }: Pick<HotfixFacts, 'pull'>): boolean {
  if (pull.draft || pull.state !== 'open') return false;
  return rows.some(({ name, holds }) => name === 'approval' && holds !== 'yes');
}

/** Whether it must leave the merge queue: what it waits for is for people, and a group behind it may be merged with it whatever its own checks say. */
export function mustLeaveQueue({ conclusion, rows }: Verdict, { pull }: Pick<HotfixFacts, 'pull'>): boolean {
  if (!pull.queued || conclusion === 'success') return false;
  return rows.some(({ holds, who }) => holds !== 'yes' && who !== 'nobody');
}

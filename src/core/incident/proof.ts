// The checklist follows the record: what an event proves is ticked by it, and open again when it did not hold.
import { compare, type Timestamp } from '../time.ts';
import type { Cause, Change } from './change.ts';
import { type ChecklistItem, inState, openAgain, type Proof } from './checklist-item.ts';
import type { Incident, Status } from './record.ts';

/** The incident with the items ticked that the change has proved, by whoever made it. A tick is taken away only by what shows that it did not hold. */
export function proved(before: Incident, after: Incident, change: Change, cause: Cause): Incident {
  const failed = change.kind === 'verified' ? idsOf(change, 'failed') : [];
  const undid = before.milestones.mitigated !== null && after.milestones.mitigated === null;
  const held = failed.length === 0 ? after.checklist : after.checklist.map((item) => notVerified(item, failed));
  const items = undid || change.kind === 'reopened' ? held.map(again) : held;
  const checklist = items.map((item) =>
    isProved(item, before, after, change, cause) ? tickedAsBefore(item, before, cause) : item,
  );
  return checklist.some((item, index) => item !== after.checklist[index]) ? { ...after, checklist } : after;
}

/** What was opened by a person and still holds stays ticked, with who and when. */
function tickedAsBefore(item: ChecklistItem, { checklist }: Incident, cause: Cause): ChecklistItem {
  const was = checklist.find(({ id }) => id === item.id);
  return was?.state === 'done' ? was : ticked(item, cause);
}

function ticked(item: ChecklistItem, { by, at }: Cause): ChecklistItem {
  return inState(item, { state: 'done', by: by?.login ?? null, at });
}

/** The checklist after a page that is known by the comment it made. */
export function withPage(checklist: readonly ChecklistItem[], at: Timestamp): readonly ChecklistItem[] {
  return checklist.map((item) =>
    item.state === 'open' && item.tickedWhen === 'paged' ? ticked(item, { by: null, at, comment: null }) : item,
  );
}

/** What was done about it did not hold. */
const undone: readonly (Proof | null)[] = ['mitigated', 'verified', 'watched', 'resolved'];

type Verified = Extract<Change, { kind: 'verified' }>;

function idsOf({ checks }: Verified, wanted: Verified['checks'][number]['result']): readonly string[] {
  return checks.filter(({ result }) => result === wanted).map(({ id }) => id);
}

/** What a verification ticked is open again when a later one shows that it does not hold; what a person says stays. */
function notVerified(item: ChecklistItem, failed: readonly string[]): ChecklistItem {
  const isShown = item.tickedWhen === 'verified' || failed.includes(item.id);
  return isShown && item.state === 'done' && item.by === null ? openAgain(item) : item;
}

function again(item: ChecklistItem): ChecklistItem {
  const isByCheck = item.tickedWhen === null && item.by === null;
  return (isByCheck || undone.includes(item.tickedWhen)) && item.state === 'done' ? openAgain(item) : item;
}

function isProved(item: ChecklistItem, before: Incident, after: Incident, change: Change, cause: Cause): boolean {
  if (item.state !== 'open' || after.milestones.declared === null) return false;
  if (change.kind === 'verified' && idsOf(change, 'passed').includes(item.id)) return true;
  if (item.tickedWhen === null) return false;
  return holds(item.tickedWhen, item, before, after, change, cause);
}

/** Nobody looks for a cause or mends anything without having begun to. */
const begun: readonly Status[] = ['identified', 'mitigating', 'monitoring', 'resolved', 'closed'];

type Learned = 'scheduled' | 'drafted' | 'assigned' | 'met' | 'shared' | 'debriefed';

function holds(
  proof: Proof,
  { id }: ChecklistItem,
  before: Incident,
  after: Incident,
  change: Change,
  cause: Cause,
): boolean {
  const { milestones, status, level, answers } = after;
  switch (proof) {
    case 'declared':
      return true;
    case 'severity':
      return level !== null;
    case 'paged':
      return change.kind === 'paged' && change.whom.length + (change.by ?? []).length > 0;
    case 'answered':
      return answers.some((answer) => answer.id === id);
    case 'acknowledged':
      return milestones.acknowledged !== null || begun.includes(status);
    case 'identified':
      return milestones.identified !== null;
    case 'mitigated':
      return milestones.mitigated !== null;
    case 'verified':
      return change.kind === 'verified' && change.checks.every(({ result }) => result === 'passed');
    case 'watched':
      return change.kind === 'resolved' && wasWatched(before, cause);
    case 'resolved':
      return milestones.resolved !== null;
    default:
      return isLearned(proof, after);
  }
}

/** What follows an incident (S000-39, S003-38, S004-20). What was learned may be told at a meeting or in writing; a draft full of questions is no postmortem. */
function isLearned(proof: Learned, { postmortem, debrief, followUps }: Incident): boolean {
  const { meets, held, shared } = debrief ?? {};
  switch (proof) {
    case 'scheduled':
      return meets !== undefined || held !== undefined;
    case 'drafted':
      return postmortem?.drafted !== undefined;
    case 'assigned':
      return (
        postmortem?.state === 'published' && followUps.length > 0 && followUps.every(({ owner }) => owner !== undefined)
      );
    case 'met':
      return held !== undefined;
    case 'shared':
      return shared !== undefined;
    case 'debriefed':
      return held !== undefined || shared !== undefined;
  }
}

/** Whether the fix was watched to the end of its window. Only the resolution shows it: the record does not keep the window. */
function wasWatched({ monitoring }: Incident, { at }: Cause): boolean {
  return monitoring !== null && compare(monitoring.until, at) <= 0;
}

// Whether somebody who may and did not write it has approved this very head, and nobody who may is against it (`S000-43`).
import { codeSpan } from '../markdown/quoted.ts';
import type { GatePolicy, HotfixFacts, SeenReview } from './facts.ts';
import { fails, holds, notRead, type Rows, waits } from './row.ts';
import { severalInWords } from './several.ts';
import { writersOf } from './writers.ts';

type Weight = 'maintains' | 'writes' | 'may-not' | 'unknown';

/** What a reviewer's permission is worth. */
function weightOf({ permission }: SeenReview): Weight {
  switch (permission) {
    case 'admin':
    case 'maintain':
      return 'maintains';
    case 'write':
      return 'writes';
    case 'triage':
    case 'read':
    case 'none':
      return 'may-not';
    case 'unknown':
      return 'unknown';
    default:
      return unheard(permission);
  }
}

function unheard(_permission: never): Weight {
  return 'unknown';
}

/** Approvals of this head, each person once by their last word. */
export function approvalRows(facts: HotfixFacts, policy: GatePolicy): Rows {
  const { reviews, writers, pull } = facts;
  if (reviews.lacks !== null) return [notRead('approval', 'reviews', reviews.lacks)];
  if (writers.lacks !== null) return [notRead('approval', 'authors of its commits', writers.lacks)];
  const valid = approvals(facts);
  const wanted = policy.hotfix.approvals;
  const maintained = pull.from === 'here' || valid.some((one) => weightOf(one) === 'maintains');
  if (valid.length >= wanted && wanted > 0 && maintained)
    return [holds('approval', `Approved at this very commit by ${severalInWords(valid, nameOf)}.`)];
  return [waits('approval', missing(facts, valid, wanted), 'reviewer')];
}

function approvals(facts: HotfixFacts): readonly SeenReview[] {
  const writers = writersOf(facts);
  return lastWords(facts.reviews.items, isOpinion).filter(
    (one) =>
      one.state === 'approved' &&
      one.sha === facts.head &&
      one.otherBase !== true &&
      one.by !== null &&
      !one.bot &&
      !writers.has(one.by) &&
      (weightOf(one) === 'writes' || weightOf(one) === 'maintains'),
  );
}

function missing(facts: HotfixFacts, valid: readonly SeenReview[], wanted: number): string {
  const writers = writersOf(facts);
  const given = lastWords(facts.reviews.items, isOpinion).filter(
    (one) => one.state === 'approved' && !valid.includes(one),
  );
  const others = given.map((one) => `${nameOf(one)} ${whyNot(one, facts.head, writers)}`);
  const who =
    facts.pull.from === 'here'
      ? 'people who may write here and wrote none of it'
      : 'people, one of whom maintains this repository, who wrote none of it';
  const counted = `${Math.min(valid.length, wanted)} of ${wanted} approvals of this very commit by ${who}.`;
  return others.length === 0 ? counted : `${counted} Not counted: ${severalInWords(others, (one) => one)}.`;
}

function whyNot({ sha, by, bot, ...one }: SeenReview, head: string, writers: ReadonlySet<number>): string {
  if (sha !== head) return '(approved another commit)';
  if (one.otherBase === true) return '(approved it for another branch)';
  if (by !== null && writers.has(by)) return '(wrote some of it)';
  if (bot || by === null) return '(is nobody who can vouch)';
  return weightOf({ sha, by, bot, ...one }) === 'may-not' ? '(may not write here)' : '(has rights that are not known)';
}

/** Changes that were asked for, by whoever may: they block until that person approves, or it is dismissed. */
export function objectionRows({ reviews }: HotfixFacts): Rows {
  const against = lastWords(reviews.items, (one) => isOpinion(one) && one.state !== 'dismissed').filter(
    (one) => one.state === 'changes_requested' && weightOf(one) !== 'may-not',
  );
  if (against.length > 0)
    return [fails('objections', `Changes are asked for by ${severalInWords(against, nameOf)}.`, 'author')];
  if (reviews.lacks !== null) return [notRead('objections', 'reviews', reviews.lacks)];
  const unclear = reviews.items.filter(({ state }) => state === 'unknown');
  if (unclear.length > 0)
    return [waits('objections', `What ${severalInWords(unclear, nameOf)} said is not known.`, 'reviewer')];
  return [holds('objections', 'Nobody who may asks for changes.')];
}

/** Whether it says something for or against. What is not known may. */
function isOpinion({ state }: SeenReview): boolean {
  switch (state) {
    case 'approved':
    case 'changes_requested':
    case 'dismissed':
    case 'unknown':
      return true;
    case 'commented':
    case 'pending':
      return false;
    default:
      return mayBe(state);
  }
}

function mayBe(_state: never): boolean {
  return true;
}

/** The last of each person's reviews that count, by GitHub's ids; accounts that are gone are told apart by the name they had. */
function lastWords(reviews: readonly SeenReview[], counts: (review: SeenReview) => boolean): readonly SeenReview[] {
  const last = new Map<string, SeenReview>();
  for (const one of reviews.filter(counts).toSorted((a, b) => a.id - b.id))
    last.set(one.by === null ? `gone ${one.id}` : `${one.by}`, one);
  return [...last.values()];
}

function nameOf({ login }: SeenReview): string {
  return codeSpan(login);
}

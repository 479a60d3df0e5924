// What our check of hotfixes says on each head: the gate's verdict where a record has the pull request in its lane, and elsewhere that it asks nothing.
import { type GateKind, gateText, notAnIncidentMatter, notKnownYet } from '../messages/hotfix-gate.ts';
import type { CheckToPost, Head, ProtectedBranch } from '../mitigation/freeze-checks.ts';
import { planCode } from '../mitigation/plan-code.ts';
import type { Verdict } from './gate.ts';
import { HOTFIX_CHECK } from './own-checks.ts';

/** The verdict on a pull request of a lane, or on one that is the proper fix of a hotfix. `head`: the commit that was judged. */
export type Judgement = {
  readonly of: GateKind;
  readonly pull: number;
  readonly head: string;
  readonly incident: number;
  readonly url: string;
  readonly verdict: Verdict;
};

/** What is written behind a check that asks nothing. */
export const OPEN = 'open';

const STATES = { success: 'passed', pending: 'waiting', failure: 'failed' } as const;

/** What is written behind the check: another verdict has another. */
export function verdictNote({ incident, verdict }: Pick<Judgement, 'incident' | 'verdict'>): string {
  return `gate/${incident}/${planCode([verdict.conclusion, verdict.rows])}`;
}

/**
 * What must be posted, each commit once. `lanes`: pull requests that a record has in its lane, judged or not. A group of the merge queue has the
 * verdict of the pull request that it is for, as it was judged at its own head: whoever is before it has a group of its own.
 */
export function gateChecksToPost(
  heads: readonly Head[],
  branches: readonly ProtectedBranch[],
  lanes: ReadonlySet<number>,
  judged: readonly Judgement[],
): readonly CheckToPost[] {
  const asking = new Set(branches.filter(({ asksGate }) => asksGate === true).map(({ name }) => name));
  const commits = Map.groupBy(heads, ({ sha }) => sha);
  return [...commits].flatMap(([sha, same]): readonly CheckToPost[] => {
    const mine = same.flatMap((head) => judged.filter((one) => isOf(one, head)));
    const worst = mine.find(({ verdict }) => verdict.conclusion !== 'success') ?? mine[0];
    const own = same.find(({ gate }) => gate != null)?.gate ?? null;
    if (worst !== undefined) return [verdictCheck(sha, own, worst)].filter((check) => isNews(check, own));
    // Of what is in a lane and was not judged nothing is known.
    if (same.some(({ pull }) => pull !== null && lanes.has(pull))) return [];
    const isAsked = same.some(({ base }) => asking.has(base));
    if (own === null ? !isAsked : own.state === 'passed' && own.note === OPEN) return [];
    return [{ ...common(sha, own), state: 'passed', note: OPEN, ...notAnIncidentMatter, url: null }];
  });
}

function verdictCheck(sha: string, own: Head['gate'], judgement: Judgement): CheckToPost {
  const { verdict, url } = judgement;
  const state = STATES[verdict.conclusion];
  return { ...common(sha, own), state, note: verdictNote(judgement), ...gateText(verdict, judgement.of), url };
}

function isNews({ note, state }: CheckToPost, own: Head['gate']): boolean {
  return own == null || own.note !== note || (own.state !== state && !(state === 'failed' && own.state === 'other'));
}

/** A check that has ended stays as it is; a new one takes its place. */
function common(sha: string, own: Head['gate']) {
  return { name: HOTFIX_CHECK, sha, id: own?.state === 'waiting' ? own.id : null };
}

/** A head that has moved since it was judged is judged anew; GitHub takes a pull request whose head moves out of its group. */
function isOf({ pull, head }: Judgement, one: Head): boolean {
  return one.pull === pull && (one.group === true || one.sha === head);
}

/** What is written behind a check that cannot be said yet. */
const LATE = 'late';

/** In the place of checks of which nothing can be said for long: that, and what can be done, once. What passed already is left alone. */
export function lateChecks(unsaid: readonly CheckToPost[], heads: readonly Head[]): readonly CheckToPost[] {
  return unsaid.flatMap((check) => {
    const own = heads.find(({ sha, gate }) => sha === check.sha && gate != null)?.gate ?? null;
    if (own?.state === 'passed' || own?.note === LATE) return [];
    return [{ ...check, ...common(check.sha, own), state: 'waiting', note: LATE, ...notKnownYet }];
  });
}

/** Commits that a freeze lets through: those whose gate passes, of each incident that has it, and the groups that are for them. It is the commit that was tested and seen, whichever other pull request has it too. */
export function exemptOf(heads: readonly Head[], judged: readonly Judgement[]): ReadonlySet<string> {
  const commits = Map.groupBy(heads, ({ sha }) => sha);
  const passes = (same: readonly Head[]) => {
    const mine = same.flatMap((head) => judged.filter((one) => isOf(one, head)));
    // A proper fix waits for the end of a freeze as everything ordinary does.
    return mine.some(({ of }) => of === 'hotfix') && mine.every(({ verdict }) => verdict.conclusion === 'success');
  };
  return new Set([...commits].flatMap(([sha, same]) => (passes(same) ? [sha] : [])));
}

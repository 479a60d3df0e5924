// Concurrency groups of jobs: one of a group is at work at a time, and whoever comes later waits, or takes the place of who waits.
import type { Verdict } from './run-context.ts';

/** A job that asks for its turn. `cancel` ends it where it waits or works; `signal` says that it is ended already. */
export type Claim = {
  /** Name of the group with its repository. */
  readonly group: string;
  readonly cancelInProgress: boolean;
  /** Every job waits for its turn, instead of the newest alone. */
  readonly keepsAll: boolean;
  readonly cancel: () => void;
  readonly signal: AbortSignal;
  /** It has to wait. */
  readonly waits: () => void;
};

/** The groups. */
export type Groups = {
  /** Resolves when it is the job's turn, or it is cancelled before. */
  readonly enter: (claim: Claim) => Promise<Exclude<Verdict, 'rejected'>>;
  /** Ends a turn; the one that has waited longest is next. */
  readonly leave: (claim: Claim) => void;
  readonly isUsed: (group: string) => boolean;
};

type Seat = { readonly claim: Claim; readonly settle: (verdict: Exclude<Verdict, 'rejected'>) => void };
type Group = { at: Claim; waiting: readonly Seat[] };

/** Groups with nobody in them. A cancelled job that waits gives up its place at once; one that works keeps its turn until it has ended. */
export function createGroups(): Groups {
  const groups = new Map<string, Group>();
  const enter: Groups['enter'] = (claim) => {
    const group = groups.get(claim.group);
    if (group !== undefined) return wait(group, claim);
    groups.set(claim.group, { at: claim, waiting: [] });
    return Promise.resolve('approved');
  };
  const leave: Groups['leave'] = ({ group: name }) => {
    const group = groups.get(name);
    const [next, ...waiting] = group?.waiting ?? [];
    if (next === undefined) groups.delete(name);
    else groups.set(name, { at: next.claim, waiting });
    next?.settle('approved');
  };
  return { enter, leave, isUsed: (name) => groups.has(name) };

  function wait({ at, waiting }: Group, claim: Claim): Promise<Exclude<Verdict, 'rejected'>> {
    const { promise, resolve } = Promise.withResolvers<Exclude<Verdict, 'rejected'>>();
    const seat: Seat = { claim, settle: resolve };
    const stay = claim.keepsAll ? waiting : [];
    groups.set(claim.group, { at, waiting: [...stay, seat] });
    claim.waits();
    if (!claim.keepsAll) for (const one of waiting) one.claim.cancel();
    if (claim.cancelInProgress) at.cancel();
    const giveUp = () => {
      const group = groups.get(claim.group);
      if (group !== undefined)
        groups.set(claim.group, { ...group, waiting: group.waiting.filter((one) => one !== seat) });
      resolve('cancelled');
    };
    if (claim.signal.aborted) giveUp();
    claim.signal.addEventListener('abort', giveUp, { once: true });
    return promise.finally(() => claim.signal.removeEventListener('abort', giveUp));
  }
}

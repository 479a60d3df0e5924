// A hotfix that may be merged, for tests that change one thing of it and say which requirements do not hold then.
import { expect } from 'vitest';
import type {
  ChangedFile,
  GatePolicy,
  HotfixFacts,
  HotfixRecord,
  Listed,
  RecordSeen,
  SeenCheck,
  SeenReview,
} from '../../../src/core/hotfix/facts.ts';
import { judgeHotfix, type Verdict } from '../../../src/core/hotfix/gate.ts';
import type { Requirement, Who } from '../../../src/core/hotfix/row.ts';
import * as build from '../../support/builders.ts';

export const HEAD = 'a'.repeat(40);
export const OLD = 'b'.repeat(40);
/** Accounts. */
export const author = 1;
export const committer = 2;
export const reviewer = 3;
/** The app that runs the tests, another, and our own. */
export const ci = 15_368;
export const elsewhere = 777;
export const self = 4_242;

/** The runbook that allows hotfixes at P0 and P1 only. */
export const policy: GatePolicy = build.policyOf('preset: emergency\n');

export const withHotfix = (hotfix: Partial<GatePolicy['hotfix']>): GatePolicy => ({
  ...policy,
  hotfix: { ...policy.hotfix, ...hotfix },
});

export const whole = <T>(...items: readonly T[]): Listed<T> => ({ items, lacks: null });

export const check = (change: Partial<SeenCheck> = {}): SeenCheck => ({
  name: 'test',
  sha: HEAD,
  app: ci,
  postedBy: null,
  origin: 'CI pull_request',
  order: 10,
  state: 'success',
  ...change,
});

export const review = (change: Partial<SeenReview> = {}): SeenReview => ({
  id: 100,
  state: 'approved',
  sha: HEAD,
  by: reviewer,
  login: `account-${change.by ?? reviewer}`,
  bot: false,
  permission: 'write',
  ...change,
});

export const file = (change: Partial<ChangedFile> = {}): ChangedFile => ({
  path: 'src/pay.ts',
  previous: null,
  changedLines: 1,
  patch: '@@ -1 +1 @@\n-slow()\n+fast()',
  ...change,
});

type Change = Partial<Omit<HotfixFacts, 'pull'>> & { readonly pull?: Partial<HotfixFacts['pull']> };

export const facts = ({ pull, ...change }: Change = {}): HotfixFacts => ({
  head: HEAD,
  defaultBranch: 'main',
  self,
  files: whole(file()),
  writers: whole(author, committer),
  required: whole({ name: 'test', app: ci }),
  checks: whole(check()),
  reviews: whole(review()),
  ...change,
  pull: {
    number: 12,
    state: 'open',
    draft: false,
    title: 'HOTFIX: pay again',
    body: 'Refs #7',
    sha: HEAD,
    branch: 'hotfix/incident-7',
    from: 'here',
    base: 'main',
    author,
    authorLogin: 'responder',
    id: 'PR_12',
    mergedAs: null,
    mergedBy: null,
    queued: false,
    group: null,
    owners: [],
    changedLines: 2,
    closes: whole(),
    ...pull,
  },
});

export const record = (change: Partial<HotfixRecord> = {}): HotfixRecord => ({
  incident: 7,
  status: 'mitigating',
  level: 'P0',
  pulls: [12],
  rollbackTarget: 'known',
  whyNoRollback: 'the migration cannot be taken back',
  ...change,
});

export type Case = {
  readonly name: string;
  readonly facts?: HotfixFacts;
  readonly policy?: GatePolicy;
  readonly record?: RecordSeen;
  readonly is: Verdict['conclusion'];
  /** The requirements that do not hold, and who can do something. */
  readonly open?: readonly (readonly [Requirement, Who])[];
};

/** The verdict of a row of a table. */
export function expectCase({
  facts: given = facts(),
  policy: by = policy,
  record: seen = record(),
  is,
  open = [],
}: Case) {
  const { conclusion, rows } = judgeHotfix(given, by, seen);
  expect({
    conclusion,
    open: rows.filter(({ holds }) => holds !== 'yes').map(({ name, who }) => [name, who]),
  }).toEqual({ conclusion: is, open });
}

export const yes = 'success' as const;
export const no = 'failure' as const;
export const not = 'pending' as const;

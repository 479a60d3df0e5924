// GitHub's answers about one head of a hotfix, for tests that change one thing of them.
import { ci, HEAD, OLD } from '../../core/hotfix/facts.ts';

export const asked = { place: { owner: 'acme', repo: 'shop' }, pull: 12, head: HEAD, base: 'main' };
export const account = (databaseId: number, type = 'User') => ({
  __typename: type,
  login: `account-${databaseId}`,
  databaseId,
});
export const last = { hasPreviousPage: false };
export const end = { hasNextPage: false };

export const review = (change = {}) => ({
  fullDatabaseId: '4000000001',
  state: 'APPROVED',
  submittedAt: '2026-11-21T08:10:00Z',
  authorCanPushToRepository: true,
  author: account(3),
  commit: { oid: HEAD },
  ...change,
});
export const commit = (oid: string, change = {}) => ({
  commit: {
    oid,
    committer: { user: null },
    authors: { pageInfo: end, nodes: [{ user: { databaseId: 2 } }, { user: null }] },
    ...change,
  },
});
export const run = (change = {}) => ({
  id: 'CR_1',
  externalId: '',
  name: 'test',
  status: 'COMPLETED',
  conclusion: 'SUCCESS',
  isRequired: true,
  ...change,
});
export const suite = (runs: readonly unknown[], change = {}) => ({
  app: { databaseId: ci },
  workflowRun: { event: 'pull_request', runNumber: 5, workflow: { id: 'W_1' } },
  checkRuns: { pageInfo: end, nodes: runs },
  ...change,
});
export const pull = (change = {}) => ({
  number: 12,
  state: 'OPEN',
  id: 'PR_12',
  isDraft: false,
  title: 'HOTFIX: pay again',
  body: 'Refs #7',
  baseRefName: 'main',
  headRefName: 'hotfix/incident-7',
  headRefOid: HEAD,
  isCrossRepository: false,
  headRepository: { id: 'R_1' },
  author: account(1),
  reviews: { pageInfo: last, nodes: [review()] },
  retargets: { nodes: [] },
  commits: { pageInfo: last, nodes: [commit(OLD), commit(HEAD)] },
  closingIssuesReferences: { pageInfo: end, nodes: [] },
  tip: { nodes: [] },
  ...change,
});
export const head = (change = {}) => ({
  oid: HEAD,
  checkSuites: { pageInfo: end, nodes: [suite([run()])] },
  status: null,
  ...change,
});
export const rule = (context: string, integration_id?: number) => ({
  type: 'required_status_checks',
  parameters: { required_status_checks: [{ context, integration_id }] },
});
export const patch = '@@ -1 +1 @@\n-slow()\n+fast()';
export const files = [{ filename: 'src/pay.ts', changes: 2, patch }];

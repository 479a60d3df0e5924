// Which handler answers which operation on changes: pull requests, comparisons, checks, statuses, releases, branch rules.
import * as activities from './activities.ts';
import * as branchRules from './branch-rules.ts';
import * as checks from './checks.ts';
import * as compare from './compare.ts';
import * as pullContents from './pull-contents.ts';
import * as pulls from './pulls.ts';
import * as releases from './releases.ts';
import * as reviews from './reviews.ts';
import * as statuses from './statuses.ts';

/** The handlers, by operation id. */
export const changeHandlers = {
  'pulls/create': pulls.create,
  'pulls/list': pulls.list,
  'pulls/get': pulls.get,
  'pulls/update': pulls.update,
  'pulls/merge': pullContents.merge,
  'pulls/check-if-merged': pulls.checkMerged,
  'pulls/list-commits': pullContents.listCommits,
  'pulls/list-files': pullContents.listFiles,
  'pulls/create-review': reviews.create,
  'pulls/list-reviews': reviews.list,
  'pulls/get-review': reviews.get,
  'pulls/dismiss-review': reviews.dismiss,
  'pulls/list-requested-reviewers': reviews.listRequested,
  'pulls/request-reviewers': reviews.request,
  'pulls/remove-requested-reviewers': reviews.unrequest,
  'repos/list-pull-requests-associated-with-commit': pullContents.ofCommit,
  'repos/compare-commits': compare.compare,
  'repos/compare-commits-with-basehead': compare.compare,
  'repos/merge': compare.merge,
  'repos/list-activities': activities.list,
  'checks/create': checks.create,
  'checks/update': checks.update,
  'checks/get': checks.get,
  'checks/list-annotations': checks.listAnnotations,
  'checks/list-for-ref': checks.listForRef,
  'checks/list-for-suite': checks.listForSuite,
  'checks/list-suites-for-ref': checks.listSuitesForRef,
  'checks/get-suite': checks.getSuite,
  'checks/create-suite': checks.createSuite,
  'repos/create-commit-status': statuses.create,
  'repos/list-commit-statuses-for-ref': statuses.list,
  'repos/get-combined-status-for-ref': statuses.combined,
  'repos/create-release': releases.create,
  'repos/list-releases': releases.list,
  'repos/get-release': releases.get,
  'repos/get-latest-release': releases.getLatest,
  'repos/get-release-by-tag': releases.getByTag,
  'repos/update-release': releases.update,
  'repos/update-branch-protection': branchRules.protect,
  'repos/get-branch-protection': branchRules.getProtection,
  'repos/delete-branch-protection': branchRules.unprotect,
  'repos/get-status-checks-protection': branchRules.getRequiredChecks,
  'repos/get-branch-rules': branchRules.listForBranch,
  'repos/create-repo-ruleset': branchRules.createRuleset,
  'repos/get-repo-rulesets': branchRules.listRulesets,
  'repos/get-repo-ruleset': branchRules.getRuleset,
  'repos/delete-repo-ruleset': branchRules.removeRuleset,
} as const;

// The keys of the hotfix lane: patterns that can be told apart, tests that test, a review that is never skipped.
import { expect, test } from 'vitest';
import { policyFrom } from '../../../src/core/policy/policy-from.ts';
import { policyOf, shipped } from '../../support/builders.ts';

const problemsOf = (text: string) =>
  policyFrom(shipped.policies, { source: 'firebreak.yml', version: 'v1', text }, null).problems;

test.each([
  ['a branch with a number', 'hotfix: { branch: "fix/{number}" }'],
  ['a branch with words', 'hotfix: { also_accepts: ["hotfix-{slug}", "h/{number}/{slug}"] }'],
  ['a test', 'hotfix: { tests: ["CI / test (24)"] }'],
  ['a marker of their own', 'temporary_fixes: { marker: "TEMP {what}", ticket: "#{number}" }'],
])('%s is sound', (_name, text) => {
  expect(problemsOf(text)).toEqual([]);
});

test.each([
  ['a branch that is the same for every incident', 'hotfix: { branch: hotfix }', /\{number\} or \{slug\}/],
  ['a branch with a place that is none', 'hotfix: { branch: "hotfix/{title}" }', /\{number\} or \{slug\}/],
  ['a place twice', 'hotfix: { branch: "{number}/{number}" }', /at most once/],
  ['places side by side', 'hotfix: { branch: "h/{number}{slug}" }', /not side by side/],
  ['a branch that git does not take', 'hotfix: { branch: "hot fix/{number}" }', /name of a branch/],
  ['a branch that climbs', 'hotfix: { branch: "a/../{number}" }', /name of a branch/],
  ['our own check as the test', 'hotfix: { tests: [firebreak / freeze] }', /tests something/],
  ['a review afterwards', 'hotfix: { reviewers: asynchronous }', /synchronous/],
  ['no approval', 'hotfix: { approvals: 0 }', /1/],
  ['a marker that begins with what it does', 'temporary_fixes: { marker: "{what} REMOVE" }', /with words before it/],
  ['a ticket without a number', 'temporary_fixes: { ticket: "Ticket" }', /\{number\}/],
])('%s is not', (_name, text, says) => {
  expect(problemsOf(text).map(({ message }) => message)).toEqual([expect.stringMatching(says)]);
});

test('every shipped runbook keeps workflows, owners and lock files out of hotfixes, and waits for what was skipped', () => {
  for (const preset of ['emergency', 'standard', 'sev', 'github', 'commander']) {
    const { hotfix } = policyOf(`preset: ${preset}\n`);
    expect(hotfix.forbiddenPaths).toEqual(expect.arrayContaining(['/.github', 'CODEOWNERS', 'package-lock.json']));
    expect(hotfix).toMatchObject({ skipped: 'wait', forks: 'refuse', approvals: 1, reviewers: 'synchronous' });
  }
});

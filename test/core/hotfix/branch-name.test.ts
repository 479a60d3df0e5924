// S000-23 S003-17 The branch, title and commit of a hotfix, by the policy's patterns: git and GitHub take them whatever was typed.
import { expect, test } from 'vitest';
import { hotfixBranch, hotfixCommit, hotfixTitle } from '../../../src/core/hotfix/branch-name.ts';
import * as build from '../../support/builders.ts';
import { answerHotfix, hotfixAsked } from '../../support/hotfix-model.ts';

const numbered = build.policyOf('preset: github\n');
const worded = build.policyOf('preset: emergency\n');

test.each([
  { name: 'by the number', policy: numbered, about: 'Retry', is: 'hotfix/incident-7' },
  {
    name: 'by the words',
    policy: worded,
    about: 'Retry: the "payment" client!',
    is: 'hotfix/incident-retry-the-payment-client',
  },
  {
    name: 'by the number, where there are no words that git takes',
    policy: worded,
    about: '¡¿…!',
    is: 'hotfix/incident-7',
  },
  {
    name: 'with nothing that git does not take',
    policy: worded,
    about: '../..~^:?*[\\ @{ .lock',
    is: 'hotfix/incident-lock',
  },
])('a branch is called $name', ({ policy, about, is }) => {
  expect(hotfixBranch(build.anIncident(), about, policy)).toBe(is);
});

test('a branch is short whatever was typed, and one that this incident has had is counted on', () => {
  expect(hotfixBranch(build.anIncident(), 'word '.repeat(200), worded).length).toBeLessThanOrEqual(60);
  const model = hotfixAsked('Retry');
  answerHotfix(model);
  model.say(build.people.responder, '/hotfix Again');
  expect(model.record?.hotfixes?.map(({ branch }) => branch)).toEqual(['hotfix/incident-7', 'hotfix/incident-7-2']);
});

test('a title and a commit are one line each, and not longer than GitHub shows', () => {
  expect(hotfixTitle('Retry\n\nthe {number} client', numbered)).toBe('HOTFIX: Retry the {number} client');
  expect(hotfixCommit(build.anIncident(), 'Retry\tit', numbered)).toBe('hotfix: Retry it (Refs #7)');
  expect(hotfixTitle('x'.repeat(900), numbered)).toHaveLength(200);
  expect(hotfixTitle(`${'x'.repeat(191)}😀`, numbered).isWellFormed()).toBe(true);
});

// S000-43 Who is asked for a review at once: whose code it is, on call first; else whom the policy names; else whoever is paged first. Never its author.
import { expect, test } from 'vitest';
import { owningTeams, reviewersOf } from '../../../src/core/hotfix/reviewers.ts';
import * as build from '../../support/builders.ts';

const onCall = build.policyOf(
  'preset: github\npeople: { devops: ["@acme/on-call", "@Responder"], manager: ["@lead"] }\n',
);
const named = build.policyOf(
  'preset: github\npeople: { devops: ["@responder"], manager: ["@lead"] }\nhotfix: { review_by: [manager] }\n',
);

test.each([
  {
    name: 'code owners, those who are on call first',
    policy: onCall,
    owners: ['@reviewer', '@responder'],
    author: null,
    is: ['@responder', '@reviewer'],
  },
  { name: 'at most three', policy: onCall, owners: ['@a', '@b', '@c', '@d'], author: null, is: ['@a', '@b', '@c'] },
  { name: 'each once, whatever its case', policy: onCall, owners: ['@A', '@a'], author: null, is: ['@a'] },
  {
    name: 'never the author, whatever the case',
    policy: onCall,
    owners: ['@Lead', '@reviewer'],
    author: 'lead',
    is: ['@reviewer'],
  },
  { name: 'whom the policy names, where nobody owns it', policy: named, owners: [], author: null, is: ['@lead'] },
  {
    name: 'whom the policy names, where its author alone owns it',
    policy: named,
    owners: ['@reviewer'],
    author: 'reviewer',
    is: ['@lead'],
  },
  {
    name: 'whoever is paged first, where the policy names nobody else',
    policy: named,
    owners: [],
    author: 'lead',
    is: ['@responder'],
  },
  {
    name: 'nobody, where nobody is known',
    policy: build.policyOf('preset: github\n'),
    owners: [],
    author: null,
    is: [],
  },
])('$name', ({ policy, owners, author, is }) => {
  expect(reviewersOf(build.anIncident(), policy, { owners, author })).toEqual(is);
});

test.each([
  {
    name: 'that has somebody on call comes first',
    members: { 'acme/pay': ['somebody', 'Responder'] },
    is: ['@acme/pay', '@acme/web'],
  },
  {
    name: 'that has nobody on call comes in its order',
    members: { 'acme/pay': ['somebody'] },
    is: ['@acme/web', '@acme/pay'],
  },
  { name: 'that the app cannot see comes in its order', members: { 'acme/pay': null }, is: ['@acme/web', '@acme/pay'] },
])('an owning team $name', ({ members, is }) => {
  const owners = ['@acme/web', '@acme/pay'];
  expect(reviewersOf(build.anIncident(), onCall, { owners, author: null, members })).toEqual(is);
});

test('of three owning teams the members are asked for, and of people none', () => {
  expect(owningTeams(['@acme/a', '@lead', '@acme/a', '@acme/b', '@acme/c', '@acme/d'])).toEqual([
    'acme/a',
    'acme/b',
    'acme/c',
  ]);
});

// S000-23 S003-17 C21 A hotfix that follows the runbook by hand is recognised, and a keyword that would close its incident is seen.
import { describe, expect, test } from 'vitest';
import { hotfixByHand } from '../../../src/core/hotfix/by-hand.ts';
import { issuesNamedIn, wouldClose } from '../../../src/core/hotfix/named-issues.ts';
import * as build from '../../support/builders.ts';

const numbered = build.policyOf('preset: github\n');
const worded = build.policyOf('preset: emergency\n');
const both = build.policyOf(
  'preset: emergency\nhotfix: { also_accepts: ["fix/{number}-{slug}"], title: "[hotfix] {summary}" }\n',
);
const pull = { title: 'HOTFIX: pay again', body: '', branch: 'hotfix/incident-7', repository: 'acme/shop' };

test.each([
  { name: 'by the number of its branch', by: numbered, change: {}, is: 7 },
  { name: 'whatever the case of its title', by: numbered, change: { title: ' hotfix: pay' }, is: 7 },
  { name: 'the branch goes before the text', by: numbered, change: { body: 'Refs #8' }, is: 7 },
  { name: 'not by its branch alone', by: numbered, change: { title: 'Pay again' }, is: null },
  { name: 'not by its title alone', by: numbered, change: { branch: 'main' }, is: null },
  { name: 'not by a longer branch', by: numbered, change: { branch: 'hotfix/incident-7-b' }, is: null },
  { name: 'not by a number that is none', by: numbered, change: { branch: 'hotfix/incident-0' }, is: null },
  {
    name: 'not by a number that no issue has',
    by: numbered,
    change: { branch: 'hotfix/incident-99999999999' },
    is: null,
  },
  {
    name: 'by the text, where the branch has words',
    by: worded,
    change: { branch: 'hotfix/incident-payments', body: 'Fixes #7' },
    is: 7,
  },
  {
    name: 'not where neither tells the incident',
    by: worded,
    change: { branch: 'hotfix/incident-payments' },
    is: null,
  },
  {
    name: 'by another pattern of the policy',
    by: both,
    change: { title: '[Hotfix] pay', branch: 'fix/12-pay.again' },
    is: 12,
  },
])('$name', ({ by, change, is }) => {
  expect(hotfixByHand({ ...pull, ...change }, by)).toEqual(is === null ? null : { incident: is });
});

describe('C24 issues that a text names', () => {
  test.each([
    ['Fixes #7', [{ number: 7, closes: true }]],
    [
      'closes: #7, resolves  #8',
      [
        { number: 7, closes: true },
        { number: 8, closes: true },
      ],
    ],
    ['RESOLVED acme/shop#7', [{ number: 7, closes: true }]],
    ['fix https://github.com/acme/shop/issues/7.', [{ number: 7, closes: true }]],
    ['Refs #7', [{ number: 7, closes: false }]],
    ['Refs #7 and later fixes #7', [{ number: 7, closes: true }]],
    ['Fixes acme/other#7', []],
    ['Fixes #', []],
    ['Fixes #7a', []],
    ['prefixes #7', []],
    ['fixes the #7', []],
    ['#7', []],
  ])('%s', (text, is) => {
    expect(issuesNamedIn(text, 'acme/shop')).toEqual(is);
  });

  test('a keyword anywhere closes: in the text, or in the message of a commit', () => {
    expect(wouldClose(['Refs #7', 'hotfix: pay (Fixes #7)'], 'Acme/Shop', 7)).toBe(true);
    expect(wouldClose(['Refs #7', 'hotfix: pay (Fixes #8)'], 'acme/shop', 7)).toBe(false);
  });
});

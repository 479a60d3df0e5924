// What the gate of a hotfix has read tells what its pull request proposes, in the same requests: nothing, as a rule.
import { describe, expect, test } from 'vitest';
import type { HotfixFacts } from '../../../src/core/hotfix/facts.ts';
import { untouchedIn } from '../../../src/core/proposal/untouched-in-lane.ts';

const file = (path: string, previous: string | null = null) => ({ path, previous, changedLines: 1, patch: null });
const facts = (more: object): HotfixFacts =>
  ({
    ...{ head: 'a1', pull: { number: 4, sha: 'a1' }, files: { items: [file('src/pay.ts')], lacks: null } },
    ...{ required: { items: [], lacks: null }, own: { check: null, gate: null, postmortem: null, policy: null } },
    ...more,
  }) as unknown as HotfixFacts;
const requiring = { required: { items: [{ name: 'firebreak / policy', app: 1 }], lacks: null } };
const names = (more: object) => untouchedIn([facts(more)]).map(({ posts }) => posts.map(({ name }) => name));

const POSTMORTEM = 'firebreak / postmortem';
const POLICY = 'firebreak / policy';

describe('a head in a lane', () => {
  test.each([
    { name: 'is told so of postmortems', more: {}, is: [[POSTMORTEM]] },
    { name: 'and of the policy where a rule asks', more: requiring, is: [[POSTMORTEM, POLICY]] },
    {
      ...{ name: 'or where the rules are not told', more: { required: { items: [], lacks: 'refused' } } },
      is: [[POSTMORTEM, POLICY]],
    },
    {
      name: 'or in the place of what failed there',
      more: {
        own: { check: null, gate: null, postmortem: null, policy: { id: 'x', state: 'other', note: 'said/1' } },
      },
      is: [[POSTMORTEM, POLICY]],
    },
    {
      ...{ name: 'that changes the policy is looked at' },
      ...{ more: { files: { items: [file('.github/firebreak.yml')], lacks: null } }, is: [] },
    },
    {
      ...{ name: 'that moves it away, too' },
      ...{ more: { files: { items: [file('a.txt', '.github/firebreak.yml')], lacks: null } }, is: [] },
    },
    {
      ...{ name: 'with more files than are listed, too' },
      ...{ more: { files: { items: [], lacks: 'more' } }, is: [] },
    },
  ])('$name', ({ more, is }) => {
    expect(names(more)).toEqual(is);
  });
});

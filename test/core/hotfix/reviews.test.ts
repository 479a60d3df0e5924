// Whose approval counts, and of which commit.
import { describe, expect, test } from 'vitest';
import type { HotfixFacts } from '../../../src/core/hotfix/facts.ts';
import { judgeHotfix } from '../../../src/core/hotfix/gate.ts';
import {
  author,
  type Case,
  committer,
  expectCase,
  facts,
  no,
  not,
  OLD,
  policy,
  record,
  review,
  whole,
  withHotfix,
  yes,
} from './facts.ts';

describe('S000-43 the review', () => {
  const reviewed = (...all: Parameters<typeof review>) => facts({ reviews: whole(...all.map((one) => review(one))) });
  const waiting = [['approval', 'reviewer']] as const;
  const objected = (name: string, given: HotfixFacts): Case => ({
    name,
    facts: given,
    is: no,
    open: [
      ['approval', 'reviewer'],
      ['objections', 'author'],
    ],
  });
  test.each<Case>([
    { name: 'none', facts: facts({ reviews: whole() }), is: not, open: waiting },
    { name: 'AC-20 of the commit before', facts: reviewed({ sha: OLD }), is: not, open: waiting },
    { name: 'of this commit, for another branch', facts: reviewed({ otherBase: true }), is: not, open: waiting },
    { name: 'of a commit that is gone', facts: reviewed({ sha: null }), is: not, open: waiting },
    { name: 'AC-25 by its author', facts: reviewed({ by: author }), is: not, open: waiting },
    { name: 'AC-25 by somebody who wrote a commit of it', facts: reviewed({ by: committer }), is: not, open: waiting },
    { name: 'AC-25 by a bot', facts: reviewed({ bot: true, permission: 'admin' }), is: not, open: waiting },
    { name: 'AC-25 by an account without rights', facts: reviewed({ permission: 'read' }), is: not, open: waiting },
    { name: 'by an account that is gone', facts: reviewed({ by: null }), is: not, open: waiting },
    {
      name: 'by somebody whose rights are not known',
      facts: reviewed({ permission: 'unknown' }),
      is: not,
      open: waiting,
    },
    { name: 'dismissed', facts: reviewed({ state: 'dismissed' }), is: not, open: waiting },
    { name: 'only said something', facts: reviewed({ state: 'commented' }), is: not, open: waiting },
    {
      name: 'approved, and said something afterwards',
      facts: facts({ reviews: whole(review(), review({ id: 101, state: 'commented', sha: OLD })) }),
      is: yes,
    },
    {
      name: 'a newer one was dismissed',
      facts: facts({ reviews: whole(review(), review({ id: 101, state: 'dismissed' })) }),
      is: not,
      open: waiting,
    },
    objected(
      'asked for changes after approving',
      facts({ reviews: whole(review({ id: 101, state: 'changes_requested' }), review()) }),
    ),
    objected(
      'asked for changes, and the approval after that was dismissed',
      facts({ reviews: whole(review({ state: 'changes_requested' }), review({ id: 101, state: 'dismissed' })) }),
    ),
    {
      name: 'approved after asking for changes at the commit before',
      facts: facts({ reviews: whole(review({ id: 99, state: 'changes_requested', sha: OLD }), review()) }),
      is: yes,
    },
    {
      name: 'somebody else who may asks for changes, of whatever commit',
      facts: facts({ reviews: whole(review(), review({ by: 8, state: 'changes_requested', sha: OLD })) }),
      is: no,
      open: [['objections', 'author']],
    },
    {
      name: 'somebody whose rights are not known asks for changes',
      facts: facts({ reviews: whole(review(), review({ by: 8, state: 'changes_requested', permission: 'unknown' })) }),
      is: no,
      open: [['objections', 'author']],
    },
    {
      name: 'somebody without rights asks for changes',
      facts: facts({ reviews: whole(review(), review({ by: 8, state: 'changes_requested', permission: 'read' })) }),
      is: yes,
    },
    {
      name: 'somebody said what nobody knows',
      facts: facts({ reviews: whole(review(), review({ by: 8, state: 'unknown' })) }),
      is: not,
      open: [['objections', 'reviewer']],
    },
    {
      name: 'more than are read',
      facts: facts({ reviews: { items: [review()], lacks: 'more' } }),
      is: not,
      open: [
        ['approval', 'author'],
        ['objections', 'author'],
      ],
    },
    {
      name: 'nobody knows who wrote it',
      facts: facts({ writers: { items: [], lacks: 'unanswered' } }),
      is: not,
      open: [['approval', 'nobody']],
    },
    {
      name: 'two are wanted, and one has approved twice',
      facts: facts({ reviews: whole(review(), review({ id: 101 })) }),
      policy: withHotfix({ approvals: 2 }),
      is: not,
      open: waiting,
    },
    {
      name: 'two are wanted, and two have',
      facts: facts({ reviews: whole(review(), review({ id: 101, by: 8 })) }),
      policy: withHotfix({ approvals: 2 }),
      is: yes,
    },
  ])('$name', expectCase);

  test('who has approved and does not count is told, without being mentioned', () => {
    const { rows } = judgeHotfix(facts({ reviews: whole(review({ sha: OLD, login: 'octocat' })) }), policy, record());
    expect(rows.find(({ name }) => name === 'approval')?.why).toBe(
      '0 of 1 approvals of this very commit by people who may write here and wrote none of it. Not counted: `octocat` (approved another commit).',
    );
  });
});

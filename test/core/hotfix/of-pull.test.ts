// What the pull request and its change must be for a hotfix to be merged.
import { describe, test } from 'vitest';
import { type Case, expectCase, facts, file, no, not, OLD, review, whole, withHotfix, yes } from './facts.ts';

describe('the pull request', () => {
  test.each<Case>([
    { name: 'closed', facts: facts({ pull: { state: 'closed' } }), is: no, open: [['open', 'author']] },
    { name: 'merged', facts: facts({ pull: { state: 'merged' } }), is: no, open: [['open', 'nobody']] },
    { name: 'a draft', facts: facts({ pull: { draft: true } }), is: not, open: [['draft', 'author']] },
    { name: 'pushed to meanwhile', facts: facts({ pull: { sha: OLD } }), is: not, open: [['newest-head', 'nobody']] },
    { name: 'to another branch', facts: facts({ pull: { base: 'release' } }), is: no, open: [['base', 'author']] },
    {
      name: 'to the branch that the policy names',
      facts: facts({ pull: { base: 'release' } }),
      policy: withHotfix({ base: 'release' }),
      is: yes,
    },
    {
      name: 'to a default branch that is not known',
      facts: facts({ defaultBranch: null }),
      policy: withHotfix({ base: null }),
      is: not,
      open: [['base', 'nobody']],
    },
    {
      name: 'AC-19 from a fork',
      facts: facts({ pull: { from: 'fork' } }),
      is: no,
      open: [
        ['source', 'responder'],
        ['approval', 'reviewer'],
      ],
    },
    {
      name: 'from a fork, approved by somebody who maintains the repository',
      facts: facts({ pull: { from: 'fork' }, reviews: whole(review({ permission: 'maintain' })) }),
      policy: withHotfix({ forks: 'maintainer' }),
      is: yes,
    },
    {
      name: 'from a fork, approved by somebody who only writes',
      facts: facts({ pull: { from: 'fork' } }),
      policy: withHotfix({ forks: 'maintainer' }),
      is: not,
      open: [['approval', 'reviewer']],
    },
    {
      name: 'from a repository that is gone',
      facts: facts({ pull: { from: 'unknown' } }),
      policy: withHotfix({ forks: 'maintainer' }),
      is: no,
      open: [
        ['source', 'author'],
        ['approval', 'reviewer'],
      ],
    },
    { name: 'S000-24 of 200 lines', facts: facts({ pull: { changedLines: 200 } }), is: yes },
    { name: 'S000-24 of 201 lines', facts: facts({ pull: { changedLines: 201 } }), is: no, open: [['size', 'author']] },
    {
      name: 'of a size that is not told',
      facts: facts({ pull: { changedLines: null } }),
      is: not,
      open: [['size', 'nobody']],
    },
    {
      name: 'AC-24 with a workflow',
      facts: facts({ files: whole(file({ path: '.github/workflows/ci.yml' })) }),
      is: no,
      open: [['files', 'author']],
    },
    {
      name: 'AC-24 that moves a workflow away',
      facts: facts({ files: whole(file({ path: 'ci.yml', previous: '.github/workflows/ci.yml' })) }),
      is: no,
      open: [['files', 'author']],
    },
    {
      name: 'AC-24 with a lock file',
      facts: facts({ files: whole(file({ path: 'web/package-lock.json' })) }),
      is: no,
      open: [['files', 'author']],
    },
    {
      name: 'AC-24 with attributes by which GitHub shows and counts no lines of other files',
      facts: facts({ files: whole(file({ path: 'src/.gitattributes' }), file({ patch: null, changedLines: 0 })) }),
      is: no,
      open: [['files', 'author']],
    },
    {
      name: 'with more files than are read',
      facts: facts({ files: { items: [file()], lacks: 'more' } }),
      is: not,
      open: [
        ['files', 'author'],
        ['markers', 'author'],
      ],
    },
    {
      name: 'with a forbidden one among those that were read',
      facts: facts({ files: { items: [file({ path: 'CODEOWNERS' })], lacks: 'more' } }),
      is: no,
      open: [
        ['files', 'author'],
        ['markers', 'author'],
      ],
    },
    {
      name: 'with a file that GitHub does not show',
      facts: facts({ files: whole(file({ patch: null })) }),
      is: not,
      open: [['markers', 'author']],
    },
    { name: 'with a picture', facts: facts({ files: whole(file({ patch: null, changedLines: 0 })) }), is: yes },
    {
      name: 'S002-22 with a temporary fix and its ticket',
      facts: facts({
        files: whole(
          file({ patch: '@@ -0,0 +1,2 @@\n+# INCIDENT FIX: skip cache (REMOVE AFTER INCIDENT)\n+# Ticket: INC-7' }),
        ),
      }),
      is: yes,
    },
    {
      name: 'S002-22 with a temporary fix without a ticket',
      facts: facts({
        files: whole(file({ patch: '@@ -0,0 +1 @@\n+# INCIDENT FIX: skip cache (REMOVE AFTER INCIDENT)' })),
      }),
      is: no,
      open: [['markers', 'author']],
    },
    {
      name: 'S002-22 with a temporary fix and the ticket of another incident',
      facts: facts({
        files: whole(
          file({ patch: '@@ -0,0 +1,2 @@\n+# INCIDENT FIX: skip cache (REMOVE AFTER INCIDENT)\n+# Ticket: INC-8' }),
        ),
      }),
      is: no,
      open: [['markers', 'author']],
    },
  ])('$name', expectCase);
});

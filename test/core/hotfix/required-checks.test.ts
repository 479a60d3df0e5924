// Which checks show that a hotfix was tested, and which only seem to.
import { describe, test } from 'vitest';
import type { CheckState } from '../../../src/core/hotfix/check-state.ts';
import {
  type Case,
  check,
  ci,
  committer,
  elsewhere,
  expectCase,
  facts,
  no,
  not,
  OLD,
  self,
  whole,
  withHotfix,
  yes,
} from './facts.ts';

/** Words of a release that is not out yet. */
const newState: CheckState = JSON.parse('"paused"');

describe('S000-25 S000-46 the checks', () => {
  const checked = (...checks: Parameters<typeof check>) => facts({ checks: whole(...checks.map((one) => check(one))) });
  const runner = [['checks', 'runner']] as const;
  const twice = [
    ['checks', 'runner'],
    ['checks', 'runner'],
  ] as const;
  const waiting = [
    ['checks', 'runner'],
    ['checks', 'nobody'],
  ] as const;
  test.each<Case>([
    {
      name: 'none is required: nothing was tested',
      facts: facts({ required: whole() }),
      is: no,
      open: [['checks', 'administrator']],
    },
    {
      name: 'only our own are required: nothing was tested',
      facts: facts({
        required: whole({ name: 'firebreak / hotfix', app: self }, { name: 'firebreak / freeze', app: null }),
      }),
      is: no,
      open: [['checks', 'administrator']],
    },
    {
      name: 'our own are not waited for',
      facts: facts({
        required: whole(
          { name: 'test', app: ci },
          { name: 'firebreak / hotfix', app: self },
          { name: 'firebreak / freeze', app: self },
          { name: 'firebreak / policy', app: self },
        ),
        checks: whole(
          check(),
          check({ name: 'firebreak / freeze', app: self, state: 'in_progress' }),
          check({ name: 'firebreak / policy', app: self, state: 'failure' }),
        ),
      }),
      is: yes,
    },
    {
      name: 'what another app has to post under our name is',
      facts: facts({ required: whole({ name: 'test', app: ci }, { name: 'firebreak / hotfix', app: elsewhere }) }),
      is: not,
      open: [['checks', 'nobody']],
    },
    { name: 'it is not there yet', facts: facts({ checks: whole() }), is: not, open: waiting },
    { name: 'it is of another commit', facts: facts({ checks: whole(check({ sha: OLD })) }), is: not, open: waiting },
    {
      name: 'AC-23 it is of another app',
      facts: facts({ checks: whole(check({ app: elsewhere })) }),
      is: not,
      open: twice,
    },
    {
      name: 'AC-23 it is of nobody knows whom',
      facts: facts({ checks: whole(check({ app: null })) }),
      is: not,
      open: twice,
    },
    {
      name: 'AC-23 it has another name by a letter',
      facts: facts({ checks: whole(check({ name: 'Test' })) }),
      is: not,
      open: waiting,
    },
    {
      name: 'run again and failing after it passed',
      facts: facts({ checks: whole(check({ order: 11, state: 'failure' }), check({ order: 10 })) }),
      is: no,
      open: twice,
    },
    {
      name: 'run again and passing after it failed',
      facts: facts({ checks: whole(check({ order: 11 }), check({ order: 10, state: 'failure' })) }),
      is: yes,
    },
    {
      name: 'run again and not done, after it passed',
      facts: facts({ checks: whole(check({ order: 11, state: 'queued' }), check({ order: 10 })) }),
      is: not,
      open: waiting,
    },
    {
      name: 'two workflows of that name, one of which fails',
      facts: facts({ checks: whole(check({ order: 11 }), check({ origin: 'other', state: 'failure' })) }),
      is: no,
      open: twice,
    },
    {
      name: 'nobody knows which of two is newer: the worse counts',
      facts: facts({ checks: whole(check({ order: null }), check({ order: null, state: 'failure' })) }),
      is: no,
      open: twice,
    },
    {
      name: 'any source is right, and all of that name must pass',
      facts: facts({
        required: whole({ name: 'test', app: null }),
        checks: whole(check(), check({ app: elsewhere, state: 'pending' })),
      }),
      is: not,
      open: waiting,
    },
    {
      name: 'AC-23 a status that an author posted',
      facts: facts({
        required: whole({ name: 'test', app: null }),
        checks: whole(check({ app: null, postedBy: committer, origin: 'status' })),
      }),
      is: no,
      open: runner,
    },
    {
      name: 'a status that another account posted, from any source',
      facts: facts({
        required: whole({ name: 'test', app: null }),
        checks: whole(check({ app: null, postedBy: 500, origin: 'status' })),
      }),
      is: yes,
    },
    { name: 'skipped: nothing was tested', facts: checked({ state: 'skipped' }), is: not, open: twice },
    {
      name: 'skipped, which the policy lets pass, and none has succeeded',
      facts: checked({ state: 'skipped' }),
      policy: withHotfix({ skipped: 'pass' }),
      is: not,
      open: runner,
    },
    {
      name: 'one neutral, which the policy lets pass, beside one that has succeeded',
      facts: facts({
        required: whole({ name: 'test', app: ci }, { name: 'docs', app: ci }),
        checks: whole(check(), check({ name: 'docs', state: 'neutral' })),
      }),
      policy: withHotfix({ skipped: 'pass' }),
      is: yes,
    },
    {
      name: 'a test of the policy that was skipped, whatever it lets pass',
      facts: facts({
        required: whole({ name: 'test', app: ci }, { name: 'lint', app: ci }),
        checks: whole(check(), check({ name: 'lint', state: 'skipped' })),
      }),
      policy: withHotfix({ skipped: 'pass', tests: ['lint'] }),
      is: not,
      open: runner,
    },
    {
      name: 'a test of the policy that no rule requires',
      facts: facts({ required: whole() }),
      policy: withHotfix({ tests: ['test'] }),
      is: yes,
    },
    {
      name: 'a test of the policy that is not there',
      policy: withHotfix({ tests: ['lint'] }),
      is: not,
      open: [['checks', 'nobody']],
    },
    {
      name: 'our own named as the test: it is none',
      facts: facts({ required: whole(), checks: whole(check({ name: 'firebreak / freeze', app: self })) }),
      policy: withHotfix({ tests: ['firebreak / freeze'] }),
      is: no,
      open: [['checks', 'administrator']],
    },
    {
      name: 'of rules that may not be read',
      facts: facts({ required: { items: [{ name: 'test', app: ci }], lacks: 'refused' } }),
      is: not,
      open: [['checks', 'administrator']],
    },
    {
      name: 'more than are read',
      facts: facts({ checks: { items: [check()], lacks: 'more' } }),
      is: not,
      open: [['checks', 'author']],
    },
    { name: 'in a state that nobody knows', facts: checked({ state: newState }), is: no, open: twice },
  ])('$name', expectCase);
});

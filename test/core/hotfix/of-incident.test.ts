// What the incident must be for its hotfix to be merged.
import { describe, test } from 'vitest';
import type { RecordSeen } from '../../../src/core/hotfix/facts.ts';
import { type Case, expectCase, no, not, record, withHotfix, yes } from './facts.ts';

/** Words of a release that is not out yet. */
const newRecord: RecordSeen = JSON.parse(
  '{"incident":7,"status":"haunted","level":"P0","pulls":[12],"rollbackTarget":"perhaps","whyNoRollback":"x"}',
);

test('what is tested on this very head and approved by somebody else may be merged', () => {
  expectCase({ name: '', is: yes });
});

describe('the incident', () => {
  test.each<Case>([
    { name: 'S000-06 at P1, too', record: record({ level: 'P1' }), is: yes },
    { name: 'S000-06 not at P2', record: record({ level: 'P2' }), is: no, open: [['level', 'responder']] },
    { name: 'not without a severity', record: record({ level: null }), is: no, open: [['level', 'responder']] },
    {
      name: 'not at a severity that the policy does not know',
      record: record({ level: 'SEV-9' }),
      is: no,
      open: [['level', 'administrator']],
    },
    { name: 'while it is monitored', record: record({ status: 'monitoring' }), is: yes },
    {
      name: 'not before it is taken',
      record: record({ status: 'reported' }),
      is: not,
      open: [['incident', 'responder']],
    },
    { name: 'closed meanwhile', record: record({ status: 'closed' }), is: no, open: [['incident', 'responder']] },
    { name: 'declined meanwhile', record: record({ status: 'declined' }), is: no, open: [['incident', 'responder']] },
    {
      name: 'of another pull request',
      record: record({ pulls: [11] }),
      is: no,
      open: [['incident', 'responder']],
    },
    { name: 'with two hotfixes', record: record({ pulls: [11, 12] }), is: yes },
    {
      name: 'of none',
      record: 'none',
      is: no,
      open: [
        ['incident', 'responder'],
        ['level', 'responder'],
        ['no-rollback', 'responder'],
        ['rollback-ready', 'responder'],
      ],
    },
    {
      name: 'not read',
      record: 'unread',
      is: not,
      open: [
        ['incident', 'nobody'],
        ['level', 'nobody'],
        ['no-rollback', 'nobody'],
        ['rollback-ready', 'nobody'],
      ],
    },
    {
      name: 'S000-22 nobody has said why a rollback would not do',
      record: record({ whyNoRollback: ' ' }),
      is: no,
      open: [['no-rollback', 'responder']],
    },
    {
      name: 'S000-44 no version to go back to',
      record: record({ rollbackTarget: 'none' }),
      is: no,
      open: [['rollback-ready', 'responder']],
    },
    {
      name: 'S000-44 the version to go back to is not known yet',
      record: record({ rollbackTarget: 'not-looked' }),
      is: not,
      open: [['rollback-ready', 'nobody']],
    },
    {
      name: 'S000-44 GitHub has not told what was deployed: it does not come by itself',
      record: record({ rollbackTarget: 'unread' }),
      is: not,
      open: [['rollback-ready', 'responder']],
    },
    {
      name: 'a policy that asks for neither',
      policy: withHotfix({ onlyIfNoRollback: false, rollbackReady: false }),
      record: record({ rollbackTarget: 'none', whyNoRollback: null }),
      is: yes,
    },
    {
      name: 'words that nobody knows',
      record: newRecord,
      is: no,
      open: [
        ['incident', 'responder'],
        ['rollback-ready', 'responder'],
      ],
    },
  ])('$name', expectCase);
});

// Sentences that the prose rules mind and that they do not: the runbooks' own, and the ones that are easily mistaken for the other kind.
import { describe, expect, test } from 'vitest';
import { changed, judged, lint, policyNamed } from '../../../support/sound-postmortem.ts';

const noPairs = { file: null, known: {}, policy: policyNamed('github') };
const ITEM = '| Add integration test for checkout flow | prevent | @responder | 2026-03-15 | #57 | Open |';

/** What E11 says of an action item. */
function itemJudged(what: string): readonly string[] {
  return lint(changed(ITEM, `| ${what} | prevent | @responder | 2026-03-15 | #57 | Open |`)).map(({ rule }) => rule);
}

describe('the pairs of the runbook (S002-33)', () => {
  test.each([
    { bad: 'John deployed buggy code', good: "Code review didn't catch the bug; deploy pipeline lacked tests" },
    { bad: "Sarah didn't check before deploying", good: "Pre-deploy checklist wasn't enforced automatically" },
  ])('“$bad” blames, “$good” does not', ({ bad, good }) => {
    expect(judged(bad)).toEqual(['E12 E']);
    expect(judged(good)).toEqual([]);
    // The policy has the pair, so the good one is offered in its place; without it the sentence is found by what it says.
    expect(lint(`# T\n\n${bad}`, { file: null, known: {} }).find(({ rule }) => rule === 'E12')).toMatchObject({
      line: 3,
      column: 1,
      endColumn: bad.length + 1,
      suggestion: good,
    });
    expect(lint(bad, noPairs).find(({ rule }) => rule === 'E12')).toMatchObject({ level: 'E', line: 1, column: 1 });
  });
});

describe('the action items of the runbook (S002-34)', () => {
  test.each(['improve monitoring', 'be more careful', 'Improve monitoring', 'Be more careful'])(
    '“%s” fails',
    (what) => {
      expect(itemJudged(what)).toEqual(['E11']);
    },
  );

  test.each(['Add integration test for checkout flow', 'Add alert for error rate > 5%', 'Document rollback procedure'])(
    '“%s” passes',
    (what) => {
      expect(itemJudged(what)).toEqual([]);
    },
  );

  test('are owned and dated, as the runbook’s own table is', () => {
    const table =
      '| Action | Owner | Due | Status |\n|--------|-------|-----|--------|\n| Add integration test for checkout flow | Alex | 3/15 | Open |\n| Add alert for error rate > 5% | | | Open |';
    const found = lint(`# T\n\n**Date**: 2026-03-01\n\n## Action Items\n${table}`, { file: null, known: {} });
    expect(found.filter(({ rule }) => /^E(?:08|09|11)$/.test(rule)).map(({ rule, line }) => `${rule} ${line}`)).toEqual(
      ['E08 9', 'E09 9'],
    );
  });
});

describe('an action item', () => {
  test.each([
    ...[
      'Investigate the alert',
      'Look into the cache',
      'Consider a cache',
      'Think about a cache',
      'Try a larger pool',
      'Make sure it holds',
      'Discuss the limit',
    ],
    ...[
      'Ensure quality',
      'Review alerts',
      'Double-check the deploys',
      'Runbook for failover',
      'More tests',
      'Better alerts',
      'Monitoring of lag',
      '**Improve** alerts',
    ],
  ])('“%s” does not say when it is done', (what) => {
    expect(itemJudged(what)).toEqual(['E11']);
  });

  test.each([
    ...[
      'Alert on lag above 10 s',
      'Audit the other operational tools',
      'Backfill the rows of March',
      'Profile every rule before release',
      'Put back the limit on CPU time',
    ],
    ...[
      'Refuse removals below the minimum',
      'Show host and role in every prompt',
      'Move the sign-in off the edge',
      'Release rules in stages',
      'Rate-limit the endpoint',
      'Always show the role in the prompt',
      'Never deploy without a plan',
      'Re-run the migration',
    ],
    ...[
      '`deploy.sh`: stop at the first error',
      'Restore a backup every day',
      'Review every role that was granted before 2025 and remove those without a user',
    ],
  ])('“%s” does', (what) => {
    expect(itemJudged(what)).toEqual([]);
  });
});

describe('a person is blamed by', () => {
  test.each([
    ...[
      '@responder forgot to run the migration.',
      'The on-call engineer failed to notice the page.',
      'They ignored the alert.',
      'I forgot the flag.',
      'Somebody misconfigured the proxy.',
    ],
    ...[
      'John, who was on call, forgot the flag.',
      'John deployed v2 and broke checkout.',
      '@responder pushed a broken config.',
      'The author of the change did not run the tests.',
      '@responder never tested it.',
    ],
    ...[
      'It was caused by John.',
      'Due to @responder the index was lost.',
      'This was the reviewer’s oversight.',
      '**Sarah** didn’t check before deploying.',
      'The alert that John ignored fired at 14:05.',
    ],
    ...[
      'The engineers were tired. They ignored the alert.',
      'An operator mistyped the host.',
      'It was the result of a mistake by the on-call engineer.',
      'The new hire broke the build.',
      '- [x] @responder made a mistake in the config',
      '| a |\n|---|\n| John broke it |',
      '1. He didn’t follow the runbook.',
    ],
  ])('“%s”', (text) => {
    expect(judged(text, /^E12$/)).toEqual(['E12 E']);
  });
});

describe('nobody is blamed by', () => {
  test.each([
    { name: 'a system that should have', text: 'The check should have fired.' },
    {
      name: 'a system that failed',
      text: 'Replication failed silently, and Postgres failed over and broke the index.',
    },
    {
      name: 'a program with a name of people',
      text: 'Jenkins failed to start. Cassandra ignored the write. Travis forgot the cache.',
    },
    {
      name: 'a place with a name of people',
      text: 'Virginia failed, and Sydney ignored the write. Frankfurt failed over.',
    },
    {
      name: 'what somebody wrote in the thread',
      text: '@responder: forgot to say that the index is back. @lead broke the glass.',
    },
    { name: 'a machine account', text: '@dependabot broke the build, and the deploy bot ignored it.' },
    { name: 'what servers did', text: 'The replicas lagged. They ignored the flag.' },
    {
      name: 'what somebody’s script did',
      text: '@responder’s script broke the build. The test that @responder wrote failed.',
    },
    { name: 'what came after somebody’s work', text: 'The deploy by @responder at 14:02 caused a spike.' },
    {
      name: 'what people did',
      text: '@responder deployed v2.3 and it failed. @responder pushed a fix for the broken index. @responder failed over the primary.',
    },
    {
      name: 'what people saw',
      text: '@lead noticed that the cache had failed. @responder did not see errors in staging.',
    },
    { name: 'what the page did not reach', text: 'The on-call engineer did not receive the page.' },
    { name: 'nobody', text: 'Nobody owned the backups, so nobody tested a restore.' },
    { name: 'users', text: 'Customers failed to log in, and users ignored the banner.' },
    { name: 'an instruction with a verb that is a name', text: 'Mark failed jobs as dead.' },
    { name: 'thanks', text: 'Thanks to @responder the service was back.' },
    { name: 'code', text: 'The log had `John broke it`.\n\n```\nJohn broke it\n```\n\n    John broke it' },
    { name: 'a quotation', text: 'The chat said "John broke it", and “Sarah forgot it”.\n\n> John broke it.' },
    {
      name: 'a link',
      text: 'See [John broke it](https://example.com/john-broke-it) and https://example.com/John-broke-it.',
    },
    { name: 'a comment', text: 'It broke. <!-- John broke it -->\n\n<!-- John broke it -->' },
  ])('$name', ({ text }) => {
    expect(judged(text)).toEqual([]);
  });
});

describe('with hindsight speaks', () => {
  test.each([
    { text: 'We should have tested a restore.', found: ['E14 W'] },
    { text: 'If only we had tested it.', found: ['E14 W'] },
    { text: 'The team failed to notice it.', found: ['E14 W'] },
    { text: 'The engineer should have known.', found: ['E13 E'] },
    { text: 'It is the fault of the reviewer.', found: ['E13 E'] },
    { text: 'The engineer was careless.', found: ['E13 E'] },
    { text: 'This was obviously wrong.', found: ['E17 W'] },
    { text: 'We just restarted it.', found: ['E17 W'] },
    { text: 'Of course the disk was full.', found: ['E17 W'] },
    { text: 'Who approved the change?', found: ['E15 W'] },
    { text: 'Why did the responder not look?', found: ['E15 W'] },
  ])('“$text”: $found', ({ text, found }) => {
    expect(judged(text)).toEqual(found);
  });

  test.each([
    ...[
      'It could have been detected sooner.',
      'The check runs if only one replica is up.',
      'The script did not follow redirects.',
      'We should have a look at it tomorrow.',
    ],
    ...[
      'A fault of the power supply came first.',
      'The script was careless with quotes.',
      'We do not call it human error.',
      'It failed just before midnight.',
      'It had just been deployed.',
    ],
    ...[
      'Show the host clearly in the prompt.',
      'People who were paged answered within 5 minutes.',
      'What was the actual cause?',
    ],
  ])('not “%s”', (text) => {
    expect(judged(text)).toEqual([]);
  });

  test('not the policy’s own question', () => {
    const policy = policyNamed('commander');
    expect(lint('Why did it happen?', { file: null, known: {}, policy }).filter(({ rule }) => rule === 'E15')).toEqual(
      [],
    );
  });
});

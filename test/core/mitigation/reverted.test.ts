// Whether what was rolled back is still in a later version although its commits are: a revert takes it away, the revert of that brings it again.
import { describe, expect, test } from 'vitest';
import type { Lost } from '../../../src/core/mitigation/comparison.ts';
import { isReverted, marksOf } from '../../../src/core/mitigation/reverted.ts';
import { shaOf } from './deployments.ts';

const bad = shaOf('d');
/** The version that was rolled back: a pull request, merged by a squash. */
const took = marksOf([{ sha: bad, title: 'A new client (#31)' }]);

/** Commits since, as they were made: the oldest first. */
const commits = (...messages: readonly string[]): readonly Lost[] =>
  messages
    .map((message, index) => ({ sha: shaOf(`${index + 1}`), title: message.split('\n')[0] ?? '', message }))
    .toReversed();

const byHand = `Revert "A new client (#31)"\n\nThis reverts commit ${bad}.`;
const byButton = 'Revert "A new client" (#40)\n\nReverts acme/shop#31';
const merged = 'Merge pull request #40 from acme/revert-31-new-client\n\nRevert "A new client"';

describe('it is gone with', () => {
  test.each([
    ['`git revert`', commits('Something', byHand)],
    ['the button of a pull request, squashed', commits(byButton, 'Something')],
    ['the same, squashed without its text', commits('Revert "A new client (#31)" (#40)')],
    ['the same, merged', commits(merged)],
    ['the revert of a revert of its revert', commits(byHand, `Reapply "A"\n\nThis reverts commit ${shaOf('1')}.`, `Revert "Reapply"\n\nThis reverts commit ${shaOf('2')}.`)],
  ])('%s', (_name, since) => expect(isReverted(took, since)).toBe(true)); // biome-ignore format: one row a line
});

describe('it is there with', () => {
  test.each([
    ['no commit that says anything of it', commits('Something', 'Mention #31 and revert nothing')],
    ['the revert of something else', commits(`Revert "Other (#30)" (#41)\n\nThis reverts commit ${shaOf('a')}.`)],
    ['the revert of another repository’s', commits('Revert "Other" (#41)\n\nReverts acme/other#31x')],
    ['the revert of its revert by commit', commits(byHand, `Reapply "A new client"\n\nThis reverts commit ${shaOf('1')}.`)],
    ['the revert of its revert by the button', commits(byButton, 'Revert "Revert "A new client"" (#41)\n\nReverts acme/shop#40')],
    ['the same, merged', commits(merged, 'Merge pull request #41 from acme/revert-40-revert-31-new-client')],
    ['its number in what brings it again', commits(byButton, 'Reapply "A new client (#31)" (#41)')],
    ['the same by a revert', commits(byButton, 'Revert "Revert "A new client (#31)""')],
    ['the same by a revert with the number of the first', commits(byButton, 'Revert "Revert "A new client (#31)" (#40)" (#41)')],
    ['what seems to bring it again, of which is not told what', commits(byHand, 'Reapply "A new client"')],
  ])('%s', (_name, since) => expect(isReverted(took, since)).toBe(false)); // biome-ignore format: one row a line
});

test('what is remembered of a version is short: digits and numbers', () => {
  const lost = [
    { sha: shaOf('a'), title: 'Merge pull request #12 from acme/client' },
    { sha: shaOf('b'), title: 'A step' },
  ];
  expect(marksOf(lost)).toEqual([shaOf('a').slice(0, 12), '#12', shaOf('b').slice(0, 12)]);
  const many = Array.from({ length: 100 }, (_, index) => ({ sha: shaOf('a'), title: `Change (#${index})` }));
  expect(marksOf(many).length).toBeLessThanOrEqual(50);
});

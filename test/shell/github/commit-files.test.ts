// Committing files, answer by answer: who pushed meanwhile is not written over, and a branch that cannot be had is said.
import { expect, test } from 'vitest';
import { commitFiles } from '../../../src/shell/github/token/commit-files.ts';
import { atTheEdge, graphql, issue, onlyPreparedAnswers } from './edge.ts';

onlyPreparedAnswers();

const [ONE, OTHER, MADE] = ['a'.repeat(40), 'b'.repeat(40), 'c'.repeat(40)];
const at = (oid: string) => graphql({ data: { repository: { ref: { target: { oid } } } } });
const stale = {
  data: { made: null },
  errors: [{ type: 'STALE_DATA', message: 'Expected branch to point to …', path: ['made'] }],
};

const commit = (seen: string[] = []) =>
  commitFiles(atTheEdge().client, issue, {
    branch: 'pages',
    headline: 'Publish',
    files: async (head) => {
      seen.push(head);
      return [{ path: 'a.md', text: `after ${head}` }];
    },
  });

test('a branch that moves between the look and the commit is looked at again, and the files are made anew for it', async () => {
  at(ONE);
  const first = graphql(stale);
  at(OTHER);
  const second = graphql({ data: { made: { commit: { oid: MADE } } } });
  const seen: string[] = [];
  expect(await commit(seen)).toEqual({ commit: MADE, files: ['a.md'], made: false });
  expect(seen).toEqual([ONE, OTHER]);
  expect(first.variables['made']).toMatchObject({ expectedHeadOid: ONE });
  const contents = Buffer.from(`after ${OTHER}`).toString('base64');
  expect(second.variables['made']).toMatchObject({
    expectedHeadOid: OTHER,
    fileChanges: { additions: [{ contents }] },
  });
});

test('one that moves all the time is given up after five looks', async () => {
  for (let look = 1; look <= 5; look += 1) {
    at(ONE);
    graphql(stale);
  }
  await expect(commit()).rejects.toThrow('The branch pages moves all the time.');
});

test('a rule of the branch that refuses the commit is told in GitHub’s words', async () => {
  at(ONE);
  graphql({
    data: { made: null },
    errors: [{ type: 'UNPROCESSABLE', message: 'Changes must be made through a pull request.', path: ['made'] }],
  });
  await expect(commit()).rejects.toThrow('Changes must be made through a pull request.');
});

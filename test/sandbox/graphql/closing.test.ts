/** Which issues a pull request closes, from both sides: by keywords in its text, where it goes to the default branch. */
import { expect, test } from 'vitest';
import { openPull } from '../support/changes.ts';
import { as, localGithub, shop } from '../support/local-github.ts';

test('a keyword links a pull request and an issue, and the merge closes it; in code, in comments of HTML and elsewhere it does not', async () => {
  const sandbox = await localGithub();
  const responder = as(sandbox, 'responder');
  const issue = async () => (await responder('POST', `${shop}/issues`, { title: 'To do' })).body.number as number;
  const [named, coded, commented] = [await issue(), await issue(), await issue()];
  const body = `Fixes #${named}, closes: #${named}\n\n\`Fixes #${coded}\`\n\`\`\`\nFixes #${coded}\n\`\`\`\n<!-- Fixes #${commented} --> Refs #${commented} Fixes other/place#${coded}`;
  const pull = await openPull(sandbox, 'fix', { body });
  await responder('POST', `${shop}/git/refs`, { ref: 'refs/heads/release', sha: pull.base.sha });
  const elsewhere = await openPull(sandbox, 'late', { body: `Fixes #${named}`, base: 'release' });
  const linked = async () => {
    const query = `{ repository(owner: "acme", name: "shop") {
      ${[pull.number, elsewhere.number].map((number, index) => `p${index}: pullRequest(number: ${number}) { closingIssuesReferences(first: 9) { nodes { number repository { nameWithOwner } } } }`).join('\n')}
      ${[named, coded, commented].map((number, index) => `i${index}: issue(number: ${number}) { state closedByPullRequestsReferences(first: 9) { nodes { number } } }`).join('\n')} } }`;
    const { data } = (await responder('POST', '/api/graphql', { query })).body;
    const { p0, p1, i0, i1, i2 } = data.repository;
    const numbers = (list: { nodes: readonly { number: number }[] }) => list.nodes.map(({ number }) => number);
    return {
      closes: [p0, p1].map((one) => numbers(one.closingIssuesReferences)),
      closers: [i0, i1, i2].map((one) => numbers(one.closedByPullRequestsReferences)),
      states: [i0, i1, i2].map(({ state }) => state),
    };
  };
  expect(await linked()).toEqual({
    closes: [[named], []],
    closers: [[pull.number], [], []],
    states: ['OPEN', 'OPEN', 'OPEN'],
  });
  expect((await responder('PUT', `${pull.path}/merge`)).status).toBe(200);
  expect(await linked()).toMatchObject({ closers: [[], [], []], states: ['CLOSED', 'OPEN', 'OPEN'] });
});

/** Issues below issues: added, listed, told in both repositories, and the refusals. */
import { Octokit } from 'octokit';
import { expect, test } from 'vitest';
import { checker } from './support/changes.ts';
import { as, asBot, type Client, listen, localGithub, openIssue, shop } from './support/local-github.ts';

const manifest = { ...checker, default_events: ['issues', 'sub_issues'] };

const refusal = (why: string) => `An error occurred while adding the sub-issue to the parent issue. ${why}`;

test('an issue is put below another by a client that nobody here wrote, counted there, and told twice', async () => {
  const sandbox = await localGithub({ manifest });
  const responder = as(sandbox, 'responder');
  const [incident, follow] = [await openIssue(responder), await openIssue(responder, { title: 'Fix it for good' })];
  const { heard, names } = await listen(sandbox);
  const octokit = new Octokit({ baseUrl: `${sandbox.url}/api/v3`, auth: sandbox.tokens.responder });
  const place = { owner: 'acme', repo: 'shop', issue_number: incident.number };
  const added = await octokit.rest.issues.addSubIssue({ ...place, sub_issue_id: follow.id });
  expect(added.data.sub_issues_summary).toEqual({ total: 1, completed: 0, percent_completed: 0 });
  await responder('PATCH', follow.path, { state: 'closed' });
  const listed = await octokit.rest.issues.listSubIssues(place);
  expect(listed.data.map(({ number, state }) => [number, state])).toEqual([[follow.number, 'closed']]);
  expect((await responder('GET', `${follow.path}/parent`)).body).toMatchObject({
    number: incident.number,
    sub_issues_summary: { total: 1, completed: 1, percent_completed: 100 },
  });
  expect((await responder('GET', `${incident.path}/parent`)).status).toBe(404);
  await sandbox.settled();
  expect(names()).toEqual(['sub_issues.sub_issue_added', 'sub_issues.parent_issue_added', 'issues.closed']);
  expect(heard[0]?.payload).toMatchObject({
    sub_issue_id: follow.id,
    parent_issue_id: incident.id,
    sub_issue_repo: { full_name: 'acme/shop' },
  });
  await responder('DELETE', `${incident.path}/sub_issue`, { sub_issue_id: follow.id });
  expect((await responder('GET', `${incident.path}/sub_issues`)).body).toEqual([]);
});

async function ask(client: Client, query: string) {
  return (await client('POST', '/api/graphql', { query })).body;
}

test('an app opens an issue below another in one mutation, and adds one that is there', async () => {
  const sandbox = await localGithub({ manifest });
  const bot = await asBot(sandbox);
  const [incident, other] = [await openIssue(bot), await openIssue(bot)];
  const repository = (await bot('GET', shop)).body.node_id;
  const made = await ask(
    bot,
    `mutation { one: createIssue(input: { repositoryId: "${repository}", title: "Backfill", parentIssueId: "${incident.node_id}" }) { issue { number parent { number } } }
      two: addSubIssue(input: { issueId: "${incident.node_id}", subIssueUrl: "${other.html_url}" }) { subIssue { number } issue {
        subIssuesSummary { total completed percentCompleted } subIssues(first: 5) { nodes { title } } } } }`,
  );
  expect(made.errors).toBeUndefined();
  expect(made.data.one.issue.parent.number).toBe(incident.number);
  expect(made.data.two).toEqual({
    subIssue: { number: other.number },
    issue: {
      subIssuesSummary: { total: 2, completed: 0, percentCompleted: 0 },
      subIssues: { nodes: [{ title: 'Backfill' }, { title: 'Shop down' }] },
    },
  });
});

test('one parent at most, unless it is replaced; never twice, never in a ring; and it takes triage', async () => {
  const sandbox = await localGithub({ manifest });
  const responder = as(sandbox, 'responder');
  const [a, b, c] = [await openIssue(responder), await openIssue(responder), await openIssue(responder)];
  const put = (client: Client, parent: { path: string }, child: { id: number }, more: object = {}) =>
    client('POST', `${parent.path}/sub_issues`, { sub_issue_id: child.id, ...more });
  const message = async (answer: ReturnType<typeof put>) => (await answer).body.message;
  expect((await put(responder, a, b)).status).toBe(201);
  expect(await message(put(responder, a, b))).toBe(refusal('Issue may not contain duplicate sub-issues'));
  expect(await message(put(responder, c, b))).toBe(refusal('Sub issue may only have one parent'));
  expect((await put(responder, c, b, { replace_parent: true })).status).toBe(201);
  expect(await message(put(responder, b, c))).toBe(refusal('Sub issue may not be an ancestor of its parent'));
  expect((await put(as(sandbox, 'visitor'), a, b)).status).toBe(403);
  expect((await put(responder, a, { id: 1 })).status).toBe(404);
});

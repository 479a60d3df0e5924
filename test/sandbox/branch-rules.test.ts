/** What the rules of a branch ask before a pull request is merged: checks, from the right app, and reviews. */
import { expect, test } from 'vitest';
import { checker, commit, headOf, openPull, requireChecks } from './support/changes.ts';
import { as, asBot, localGithub, shop } from './support/local-github.ts';

test('a required check is expected, then pending, then failing, and only then passed: 405 with that word', async () => {
  const sandbox = await localGithub({ manifest: checker });
  const bot = await asBot(sandbox);
  const responder = as(sandbox, 'responder');
  const pull = await openPull(sandbox);
  await requireChecks(sandbox, [{ context: 'ci' }]);
  const merge = async () => {
    const { status, body } = await responder('PUT', `${pull.path}/merge`);
    return [status, body.message];
  };
  expect(await merge()).toEqual([405, 'Required status check "ci" is expected.']);
  const { body: run } = await bot('POST', `${shop}/check-runs`, { name: 'ci', head_sha: pull.head.sha });
  expect(await merge()).toEqual([405, 'Required status check "ci" is pending.']);
  await bot('PATCH', `${shop}/check-runs/${run.id}`, { conclusion: 'failure' });
  expect(await merge()).toEqual([405, 'Required status check "ci" is failing.']);
  expect((await responder('GET', pull.path)).body.mergeable_state).toBe('blocked');
  await bot('PATCH', `${shop}/check-runs/${run.id}`, { conclusion: 'success' });
  expect(await merge()).toEqual([200, 'Pull Request successfully merged']);
});

test('a check that must come from one app is not satisfied by a status of the same name from somebody else', async () => {
  const sandbox = await localGithub({ manifest: checker });
  const responder = as(sandbox, 'responder');
  const pull = await openPull(sandbox);
  await requireChecks(sandbox, [{ context: 'firebreak / freeze', app_id: sandbox.app.id }]);
  await responder('POST', `${shop}/statuses/${pull.head.sha}`, { state: 'success', context: 'firebreak / freeze' });
  const refused = await responder('PUT', `${pull.path}/merge`);
  expect(refused.body.message).toBe('Required status check "firebreak / freeze" is expected.');
  const run = { name: 'firebreak / freeze', head_sha: pull.head.sha, conclusion: 'success' };
  await (await asBot(sandbox))('POST', `${shop}/check-runs`, run);
  expect((await responder('PUT', `${pull.path}/merge`)).status).toBe(200);
});

test('several missing checks are counted', async () => {
  const sandbox = await localGithub();
  const responder = as(sandbox, 'responder');
  const pull = await openPull(sandbox);
  await requireChecks(sandbox, [{ context: 'a' }, { context: 'b' }, { context: 'c' }]);
  await responder('POST', `${shop}/statuses/${pull.head.sha}`, { state: 'success', context: 'a' });
  const message = async () => (await responder('PUT', `${pull.path}/merge`)).body.message;
  expect(await message()).toBe('2 of 3 required status checks are expected.');
  await responder('POST', `${shop}/statuses/${pull.head.sha}`, { state: 'failure', context: 'b' });
  expect(await message()).toBe('2 of 3 required status checks have not succeeded: 1 expected and 1 failing.');
});

test('required approvals: of people with write, of nobody for their own, and none while changes are requested', async () => {
  const sandbox = await localGithub();
  const pull = await openPull(sandbox);
  const reviews = { required_approving_review_count: 1 };
  await requireChecks(sandbox, [], { required_status_checks: null, required_pull_request_reviews: reviews });
  const merge = () => as(sandbox, 'responder')('PUT', `${pull.path}/merge`);
  const review = (who: 'responder' | 'reviewer' | 'commander', event: string) =>
    as(sandbox, who)('POST', `${pull.path}/reviews`, { event, body: 'Seen' });
  expect((await review('responder', 'APPROVE')).body.errors).toEqual(['Review Can not approve your own pull request']);
  await review('reviewer', 'APPROVE');
  expect((await merge()).body.message).toBe('At least 1 approving review is required by reviewers with write access.');
  await review('commander', 'REQUEST_CHANGES');
  expect((await merge()).body.message).toBe('Changes have been requested.');
  await review('commander', 'APPROVE');
  expect((await merge()).status).toBe(200);
  expect((await as(sandbox, 'visitor')('GET', `${pull.path}/reviews`)).body).toHaveLength(3);
});

test('a protection binds administrators only when it says so; a strict one asks for a head that is up to date', async () => {
  const sandbox = await localGithub();
  const pull = await openPull(sandbox);
  const checks = { strict: true, contexts: ['ci'], checks: [] };
  await requireChecks(sandbox, [], { enforce_admins: false, required_status_checks: checks });
  await commit(as(sandbox, 'lead'), 'main', 'other.txt', 'other');
  await as(sandbox, 'responder')('POST', `${shop}/statuses/${pull.head.sha}`, { state: 'success', context: 'ci' });
  expect((await as(sandbox, 'responder')('PUT', `${pull.path}/merge`)).body.message).toBe(
    'Head branch is not up to date with the base branch',
  );
  expect((await as(sandbox, 'lead')('PUT', `${pull.path}/merge`)).status).toBe(200);
});

test('a protection is read by administrators; without one it is a 404', async () => {
  const sandbox = await localGithub();
  const path = `${shop}/branches/main/protection`;
  const lead = as(sandbox, 'lead');
  expect((await lead('GET', path)).body.message).toBe('Branch not protected');
  await requireChecks(sandbox, [{ context: 'ci', app_id: 7 }]);
  expect((await lead('GET', `${path}/required_status_checks`)).body).toMatchObject({
    strict: false,
    contexts: ['ci'],
    checks: [{ context: 'ci', app_id: 7 }],
  });
  expect((await lead('GET', path)).body.enforce_admins.enabled).toBe(true);
  expect((await as(sandbox, 'responder')('GET', path)).status).toBe(403);
  expect((await lead('DELETE', path)).status).toBe(204);
});

test('a ruleset says what it asks of a branch to whoever reads the repository, and is kept as a protection is', async () => {
  const sandbox = await localGithub();
  const parameters = {
    required_status_checks: [{ context: 'ci', integration_id: sandbox.app.id }],
    strict_required_status_checks_policy: false,
  };
  const made = await as(sandbox, 'lead')('POST', `${shop}/rulesets`, {
    name: 'Main',
    enforcement: 'active',
    conditions: { ref_name: { include: ['~DEFAULT_BRANCH'], exclude: [] } },
    rules: [{ type: 'required_status_checks', parameters }],
  });
  expect(made.status).toBe(201);
  const visitor = as(sandbox, 'visitor');
  expect((await visitor('GET', `${shop}/rules/branches/main`)).body).toMatchObject([
    { type: 'required_status_checks', ruleset_id: made.body.id, ruleset_source: 'acme/shop', parameters },
  ]);
  expect((await visitor('GET', `${shop}/rules/branches/other`)).body).toEqual([]);
  expect((await visitor('GET', `${shop}/rulesets`)).body).toMatchObject([{ name: 'Main' }]);
  const pull = await openPull(sandbox);
  const refused = await as(sandbox, 'lead')('PUT', `${pull.path}/merge`);
  expect([refused.status, refused.body.message]).toEqual([
    405,
    'Repository rule violations found\n\nRequired status check "ci" is expected.\n\n',
  ]);
});

test('a rule that the sandbox would not keep is a loud 501', async () => {
  const sandbox = await localGithub();
  const lead = as(sandbox, 'lead');
  const ruleset = { name: 'Main', enforcement: 'active', rules: [{ type: 'deletion' }] };
  expect((await lead('POST', `${shop}/rulesets`, ruleset)).status).toBe(501);
  const protection = { required_status_checks: null, enforce_admins: null, required_pull_request_reviews: null };
  const more = { ...protection, restrictions: null, required_linear_history: true };
  expect((await lead('PUT', `${shop}/branches/main/protection`, more)).status).toBe(501);
});

test('the head that is pushed to a protected branch must have its checks, whoever pushes', async () => {
  const sandbox = await localGithub();
  await requireChecks(sandbox, [{ context: 'ci' }]);
  const before = await headOf(as(sandbox, 'lead'));
  const refused = await as(sandbox, 'lead')('PUT', `${shop}/contents/a.txt`, {
    message: 'Past the rules',
    content: Buffer.from('a').toString('base64'),
  });
  expect([refused.status, refused.body.message]).toEqual([409, 'Required status check "ci" is expected.']);
  expect(await headOf(as(sandbox, 'lead'))).toBe(before);
});

test('a list of branches says which are protected, and what their protection asks for; of rulesets only that they protect', async () => {
  const sandbox = await localGithub();
  const responder = as(sandbox, 'responder');
  await openPull(sandbox);
  const all = `${shop}/branches`;
  expect((await responder('GET', `${all}?protected=true`)).body).toEqual([]);
  await requireChecks(sandbox, [{ context: 'ci' }]);
  const names = async (query: string) =>
    (await responder('GET', `${all}${query}`)).body.map(({ name }: { name: string }) => name);
  expect([await names('?protected=true'), await names('?protected=false'), await names('')]).toEqual([
    ['main'],
    ['fix'],
    ['fix', 'main'],
  ]);
  const [main] = (await responder('GET', `${all}?protected=true`)).body;
  expect(main.protection).toMatchObject({ enabled: true, required_status_checks: { contexts: ['ci'] } });
});

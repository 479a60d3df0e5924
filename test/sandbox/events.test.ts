/** Every kind of event the sandbox can send satisfies GitHub's description of it (a violation fails the test), and says what it should. */
import { expect, test } from 'vitest';
import {
  acceptPermissions,
  archiveRepository,
  asUser,
  changeInstalledRepositories,
  createRepository,
  removeCollaborator,
  renameRepository,
  transferIssue,
  uninstallApp,
} from '../../src/sandbox/state/index.ts';
import { appendEvent } from '../../src/sandbox/state/store.ts';
import { as, listen, localGithub, openIssue, shop } from './support/local-github.ts';

const manifest = {
  name: 'Firebreak',
  description: '',
  default_permissions: { issues: 'write', contents: 'write', members: 'read' } as const,
  default_events: ['issues', 'issue_comment', 'label', 'member', 'push', 'repository'],
};

test('labels: made, renamed and deleted', async () => {
  const sandbox = await localGithub({ manifest });
  const { heard, names } = await listen(sandbox);
  const lead = as(sandbox, 'lead');
  await lead('POST', `${shop}/labels`, { name: 'old', color: 'FF0000' });
  await lead('PATCH', `${shop}/labels/old`, { new_name: 'new', description: 'Newer' });
  await lead('DELETE', `${shop}/labels/new`);
  await sandbox.settled();
  expect(names()).toEqual(['label.created', 'label.edited', 'label.deleted']);
  expect(heard[1]?.payload.changes.name).toEqual({ from: 'old' });
});

test('issues: locked, unlocked, reopened, unlabelled, unassigned', async () => {
  const sandbox = await localGithub({ manifest });
  const { names } = await listen(sandbox);
  const lead = as(sandbox, 'lead');
  const issue = await openIssue(lead, { labels: ['P0'], assignees: ['responder'] });
  await lead('DELETE', `${issue.path}/labels/P0`);
  await lead('DELETE', `${issue.path}/assignees`, { assignees: ['responder'] });
  await lead('PUT', `${issue.path}/lock`, { lock_reason: 'resolved' });
  await lead('DELETE', `${issue.path}/lock`);
  await lead('PATCH', issue.path, { state: 'closed', state_reason: 'duplicate' });
  await lead('PATCH', issue.path, { state: 'open' });
  await sandbox.settled();
  expect(names().slice(3)).toEqual([
    'issues.unlabeled',
    'issues.unassigned',
    'issues.locked',
    'issues.unlocked',
    'issues.closed',
    'issues.reopened',
  ]);
});

test('a transfer to a repository where the app is installed too is `opened` there, with the old issue', async () => {
  const sandbox = await localGithub({ manifest });
  const { store, seeded } = sandbox;
  const lead = asUser(seeded.people.lead);
  const warehouse = createRepository(store, seeded.organisation, 'warehouse');
  const { heard, names } = await listen(sandbox);
  changeInstalledRepositories(store, lead, seeded.installation, { action: 'added', repository: warehouse });
  const issue = await openIssue(as(sandbox, 'responder'));
  const stored = store.issues.get(issue.id);
  if (stored) transferIssue(store, lead, stored, warehouse);
  await sandbox.settled();
  expect(names()).toEqual(['installation_repositories.added', 'issues.opened', 'issues.transferred', 'issues.opened']);
  expect(heard[3]?.payload).toMatchObject({
    repository: { full_name: 'acme/warehouse' },
    changes: { old_issue: { id: issue.id }, old_repository: { full_name: 'acme/shop' } },
  });
});

test('a repository: renamed, archived; its people: let go', async () => {
  const sandbox = await localGithub({ manifest });
  const { store, seeded } = sandbox;
  const lead = asUser(seeded.people.lead);
  const { heard, names } = await listen(sandbox);
  removeCollaborator(store, lead, seeded.repository, seeded.people.reviewer);
  renameRepository(store, lead, seeded.repository, 'store');
  archiveRepository(store, lead, seeded.repository, true);
  await sandbox.settled();
  expect(names()).toEqual(['member.removed', 'repository.renamed', 'repository.archived']);
  expect(heard[1]?.payload.changes).toEqual({ repository: { name: { from: 'shop' } } });
});

test('an installation: new permissions, repositories taken away, removed; and a ping', async () => {
  const sandbox = await localGithub({ manifest });
  const { store, seeded } = sandbox;
  const lead = asUser(seeded.people.lead);
  const { names } = await listen(sandbox);
  appendEvent(store, { event: 'ping', appId: sandbox.app.id, sender: seeded.people.lead, repository: null });
  acceptPermissions(store, lead, seeded.installation);
  changeInstalledRepositories(store, lead, seeded.installation, { action: 'removed', repository: seeded.repository });
  await openIssue(as(sandbox, 'responder'));
  uninstallApp(store, lead, seeded.installation);
  await sandbox.settled();
  expect(names()).toEqual([
    'ping',
    'installation.new_permissions_accepted',
    'installation_repositories.removed',
    'installation.deleted',
  ]);
});

test('a branch pushed and deleted', async () => {
  const sandbox = await localGithub({ manifest });
  const { heard } = await listen(sandbox);
  const responder = as(sandbox, 'responder');
  const { body } = await responder('GET', `${shop}/git/ref/heads/main`);
  await responder('POST', `${shop}/git/refs`, { ref: 'refs/heads/fix', sha: body.object.sha });
  await responder('DELETE', `${shop}/git/refs/heads/fix`);
  await sandbox.settled();
  expect(heard.map(({ payload }) => [payload.created, payload.deleted])).toEqual([
    [true, false],
    [false, true],
  ]);
});

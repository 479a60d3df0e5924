/** Who may ask for what: JWTs, installation tokens, people's tokens, and what each is refused with. */
import { generateKeyPairSync } from 'node:crypto';
import { expect, test, vi } from 'vitest';
import {
  asUser,
  createRepository,
  createUser,
  offerManifest,
  suspendInstallation,
} from '../../src/sandbox/state/index.ts';
import { addCollaborator } from '../../src/sandbox/state/repositories.ts';
import { as, asApp, asBot, clientWith, jwt, localGithub, openIssue, shop } from './support/local-github.ts';

const seconds = () => Math.floor(Date.now() / 1000);

test.each([
  [
    'one that lives longer than ten minutes',
    () => ({ exp: seconds() + 1200 }),
    "'Expiration time' claim ('exp') is too far in the future",
  ],
  [
    'one that has expired',
    () => ({ iat: seconds() - 700, exp: seconds() - 100 }),
    "'Expiration time' claim ('exp') must be",
  ],
  ['one from the future', () => ({ iat: seconds() + 300, exp: seconds() + 600 }), "'Issued at' claim ('iat') must be"],
])('a JWT is refused with 401 when it is %s', async (_, claims, message) => {
  const sandbox = await localGithub();
  const { status, body } = await clientWith(sandbox, `Bearer ${jwt(sandbox, claims())}`)('GET', '/app');
  expect(status).toBe(401);
  expect(body.message).toContain(message);
});

test('a JWT signed with another key is refused with 401', async () => {
  const sandbox = await localGithub();
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const { status, body } = await clientWith(sandbox, `Bearer ${jwt(sandbox, {}, privateKey)}`)('GET', '/app');
  expect([status, body.message]).toEqual([401, 'A JSON web token could not be decoded']);
});

test('an unknown token is 401 everywhere, on public things too', async () => {
  const sandbox = await localGithub();
  const { status, body } = await clientWith(sandbox, 'Bearer ghp_wrong')('GET', shop);
  expect([status, body.message]).toEqual([401, 'Bad credentials']);
  expect((await clientWith(sandbox, null)('GET', shop)).status).toBe(200);
});

test('an installation token begins with ghs_, is not 40 characters long, and lives an hour of real time', async () => {
  const sandbox = await localGithub();
  const path = `/app/installations/${sandbox.app.installationId}/access_tokens`;
  const { status, body } = await asApp(sandbox)('POST', path);
  expect(status).toBe(201);
  expect(body.token).toMatch(/^ghs_/);
  expect(body.token).not.toHaveLength(40);
  sandbox.advance('PT2H');
  const bot = clientWith(sandbox, `token ${body.token}`);
  expect((await bot('GET', '/installation/repositories')).status).toBe(200);
  vi.spyOn(Date, 'now').mockReturnValue(Date.parse(body.expires_at) + 1000);
  expect((await bot('GET', '/installation/repositories')).status).toBe(401);
  vi.restoreAllMocks();
});

test('an installation token can be limited to fewer permissions, but not given more', async () => {
  const sandbox = await localGithub();
  const issue = await openIssue(as(sandbox, 'responder'));
  const reader = await asBot(sandbox, { permissions: { issues: 'read' } });
  const refused = await reader('POST', `${issue.path}/comments`, { body: 'Hello' });
  expect(refused).toMatchObject({ status: 403, body: { message: 'Resource not accessible by integration' } });
  const path = `/app/installations/${sandbox.app.installationId}/access_tokens`;
  const greedy = await asApp(sandbox)('POST', path, { permissions: { administration: 'write' } });
  expect(greedy.status).toBe(422);
});

test('a suspended installation is refused at the token call, and can still be read', async () => {
  const sandbox = await localGithub();
  const { store, seeded } = sandbox;
  suspendInstallation(store, asUser(seeded.people.lead), seeded.installation, true);
  const path = `/app/installations/${sandbox.app.installationId}`;
  const refused = await asApp(sandbox)('POST', `${path}/access_tokens`);
  expect([refused.status, refused.body.message]).toEqual([403, 'This installation has been suspended']);
  expect((await asApp(sandbox)('GET', path)).body.suspended_by.login).toBe('lead');
});

test('what the manifest does not ask for is a 403 that names the permission', async () => {
  const sandbox = await localGithub();
  const bot = await asBot(sandbox);
  const refused = await bot('PUT', `${shop}/branches/main/protection`, {
    required_status_checks: null,
    enforce_admins: null,
    required_pull_request_reviews: null,
    restrictions: null,
  });
  expect(refused).toMatchObject({ status: 403, body: { message: 'Resource not accessible by integration' } });
  expect(refused.headers.get('x-accepted-github-permissions')).toBe('administration=write');
});

test('what somebody may not see is a 404, not a 403', async () => {
  const sandbox = await localGithub();
  const { store, seeded } = sandbox;
  createRepository(store, seeded.organisation, 'vault', { private: true });
  expect((await as(sandbox, 'visitor')('GET', '/repos/acme/vault')).status).toBe(404);
  expect((await as(sandbox, 'responder')('GET', '/repos/acme/vault')).status).toBe(200);
  const bot = await asBot(sandbox);
  expect((await bot('GET', '/repos/acme/vault')).status).toBe(404);
});

test('a token of GitHub Actions acts as github-actions[bot] with the permissions of its workflow', async () => {
  const sandbox = await localGithub();
  const issue = await openIssue(as(sandbox, 'responder'));
  const { body } = await clientWith(sandbox, null)('POST', '/sandbox/tokens', {
    app: 'github-actions',
    repository: 'acme/shop',
    permissions: { issues: 'write' },
  });
  const workflow = clientWith(sandbox, `token ${body.token}`);
  const comment = await workflow('POST', `${issue.path}/comments`, { body: 'From a workflow' });
  expect(comment.body.user.login).toBe('github-actions[bot]');
  expect(comment.body.performed_via_github_app).toMatchObject({ id: 15_368, slug: 'github-actions' });
  expect((await workflow('POST', `${shop}/deployments`, { ref: 'main', auto_merge: false })).status).toBe(403);
});

test('an app is not a person: GET /user is a 403 for it', async () => {
  const sandbox = await localGithub();
  expect((await (await asBot(sandbox))('GET', '/user')).status).toBe(403);
  expect((await as(sandbox, 'lead')('GET', '/user')).body.login).toBe('lead');
});

test.each([
  ['responder', 'write', 'write'],
  ['commander', 'write', 'maintain'],
  ['lead', 'admin', 'admin'],
  ['reviewer', 'read', 'triage'],
  ['visitor', 'read', 'read'],
] as const)('the permission of %s is folded to %s, and role_name says %s', async (person, permission, roleName) => {
  const sandbox = await localGithub();
  const { body } = await (await asBot(sandbox))('GET', `${shop}/collaborators/${person}/permission`);
  expect(body).toMatchObject({ permission, role_name: roleName });
});

test('a custom role shows its own name in role_name, and the role it stands on in permission', async () => {
  const sandbox = await localGithub();
  const { store, seeded } = sandbox;
  const user = createUser(store, 'contractor');
  const grant = { base: 'write', roleName: 'release-manager' } as const;
  addCollaborator(store, asUser(seeded.people.lead), seeded.repository, { user, grant });
  const { body } = await (await asBot(sandbox))('GET', `${shop}/collaborators/contractor/permission`);
  expect(body).toMatchObject({ permission: 'write', role_name: 'release-manager' });
});

test('reading a public repository makes nobody a collaborator', async () => {
  const sandbox = await localGithub();
  const bot = await asBot(sandbox);
  expect((await bot('GET', `${shop}/collaborators/visitor`)).status).toBe(404);
  expect((await bot('GET', `${shop}/collaborators/reviewer`)).status).toBe(204);
  expect((await bot('GET', `${shop}/collaborators/no-such-user/permission`)).status).toBe(404);
});

test('the code of an app manifest makes one app, with its credentials, once', async () => {
  const sandbox = await localGithub();
  const manifest = { name: 'Another app', url: 'https://app.example', default_permissions: { issues: 'read' } };
  const code = offerManifest(sandbox.store, { ...manifest, hook_attributes: { url: 'https://app.example/hook' } });
  const nobody = clientWith(sandbox, null);
  const { status, body } = await nobody('POST', `/app-manifests/${code}/conversions`);
  expect(status).toBe(201);
  expect(body).toMatchObject({ slug: 'another-app', permissions: { issues: 'read', metadata: 'read' } });
  const own = clientWith(sandbox, `Bearer ${jwt(sandbox, { iss: body.client_id }, body.pem)}`);
  expect((await own('GET', '/app')).body.id).toBe(body.id);
  expect((await nobody('POST', `/app-manifests/${code}/conversions`)).status).toBe(404);
});

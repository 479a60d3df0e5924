/** A small GitHub to ask: `acme/shop` (public) and `acme/vault` (private), one person for each role, and the app installed on both. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { commitFiles, createRepository as createGit } from '../../../src/sandbox/git/index.ts';
import { folderOf } from '../../../src/sandbox/git-host.ts';
import { handleGraphql } from '../../../src/sandbox/graphql/index.ts';
import {
  type Actor,
  addCollaborator,
  addMember,
  addTeamMember,
  asUser,
  botOf,
  createIssue,
  createLabel,
  createOrganisation,
  createRepository,
  createStore,
  createTeam,
  createUser,
  grantTeam,
  installApp,
  known,
  type Permissions,
  type Role,
  registerApp,
  type Store,
} from '../../../src/sandbox/state/index.ts';

/** What an answer looks like to a client. */
export type Answer = {
  readonly status: number;
  readonly data: unknown;
  readonly errors: readonly Record<string, unknown>[];
};

/** Makes the world. `ask` runs a document as somebody and gives back data and errors. */
export async function makeWorld(permissions: Permissions = { issues: 'write', contents: 'read' }) {
  const directory = await mkdtemp(join(tmpdir(), 'firebreak-graphql-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  const store = createStore({ directory });
  const acme = createOrganisation(store, 'acme', null);
  const lead = createUser(store, 'lead', { name: 'Lead' });
  addMember(store, acme, lead, 'admin');
  const shop = createRepository(store, acme, 'shop');
  const vault = createRepository(store, acme, 'vault', { private: true });
  const owner = asUser(lead);
  const person = (login: string, base?: Role, roleName: string = base ?? '') => {
    const user = createUser(store, login);
    if (base !== undefined) addCollaborator(store, owner, shop, { user, grant: { base, roleName } });
    return asUser(user);
  };
  const people = {
    owner,
    responder: person('responder', 'triage'),
    writer: person('writer', 'write', 'release-captain'),
    visitor: person('visitor'),
  };
  const responders = createTeam(store, acme, 'Responders');
  addTeamMember(store, responders, people.responder.user);
  grantTeam(store, shop, responders, { base: 'read', roleName: 'read' });
  const app = registerApp(store, { name: 'firebreak', ownerId: acme.id, permissions, events: ['issues'] });
  const installation = installApp(store, owner, app, { accountId: acme.id, repositoryIds: null });
  const bot: Actor = {
    kind: 'installation',
    user: botOf(store, app),
    app,
    installation,
    permissions: app.permissions,
    repositoryIds: null,
  };
  const label = (name: string) => createLabel(store, owner, shop, { name, color: 'B60205' });
  const labels = { incident: label('incident'), p0: label('P0'), p1: label('P1') };
  const issue = createIssue(store, people.writer, known(store.repositories, shop.id), {
    title: '[INCIDENT P0] Down',
    body: 'It broke',
    labels: ['incident', 'P0'],
  });
  return { store, acme, shop, vault, ...people, bot, labels, issue, team: responders, ask: asking(store) };
}

/** A world, for signatures. */
export type World = Awaited<ReturnType<typeof makeWorld>>;

function asking(store: Store) {
  return async (actor: Actor, query: string, variables: Readonly<Record<string, unknown>> = {}): Promise<Answer> => {
    const { status, body } = await handleGraphql(store, actor, { query, variables });
    const answer: unknown = JSON.parse(JSON.stringify(body));
    expect(answer).toBeTypeOf('object');
    const { data, errors = [] } = answer as { data?: unknown; errors?: Record<string, unknown>[] };
    return { status, data, errors: status === 200 ? errors : [answer as Record<string, unknown>] };
  };
}

/** Puts files into the default branch of a repository. */
export async function addFiles(
  { store, shop }: World,
  files: Readonly<Record<string, string | Uint8Array>>,
): Promise<string> {
  const folder = folderOf(store, shop);
  await createGit(folder);
  const author = { name: 'Lead', email: 'lead@acme.example', date: new Date('2026-03-02T09:00:00Z') };
  return commitFiles(folder, { branch: 'main', files, message: 'Add files', author });
}

// What the sandbox begins with, step by step: an organisation, a repository with files and labels, people with different rights, and the installed app.
import { randomBytes } from 'node:crypto';
import { actionsAppId } from '../actions/token.ts';
import { commitFiles, createRepository as createGitRepository } from '../git/index.ts';
import { folderOf } from '../git-host.ts';
import { addMember, addTeamMember, createOrganisation, createTeam, createUser } from '../state/accounts.ts';
import { asUser } from '../state/actor.ts';
import type { App, Installation } from '../state/apps.ts';
import { createLabel } from '../state/labels.ts';
import type { Organisation, Role, User } from '../state/people.ts';
import { createUserToken, installApp, registerApp } from '../state/registered-apps.ts';
import { addCollaborator, createRepository, grantTeam } from '../state/repositories.ts';
import type { Repository } from '../state/repository.ts';
import { nowMs, type Store } from '../state/store.ts';
import { syncWorkflows } from '../workflow-files.ts';
import { sampleFiles } from './files.ts';
import { type Manifest, projectManifest } from './manifest.ts';

/** The sample people, named for what they may do. */
export const samplePeople = ['responder', 'commander', 'lead', 'reviewer', 'visitor'] as const;
/** One of them. */
export type SamplePerson = (typeof samplePeople)[number];

/** What was made. */
export type Seeded = {
  readonly organisation: Organisation;
  readonly repository: Repository;
  readonly people: Readonly<Record<SamplePerson, User>>;
  readonly tokens: Readonly<Record<SamplePerson, string>>;
  readonly app: App;
  readonly installation: Installation;
  readonly actions: App;
};

const sampleRoles: Readonly<Record<Exclude<SamplePerson, 'visitor'>, Role>> = {
  responder: 'write',
  commander: 'maintain',
  lead: 'admin',
  reviewer: 'triage',
};

/** Fills an empty store. The store's directory must exist. */
export async function seed(store: Store, manifest: Manifest = projectManifest(), preset?: string): Promise<Seeded> {
  const organisation = createOrganisation(store, 'acme', 'read');
  const people = createPeople(store, organisation);
  const repository = createRepository(store, organisation, 'shop', { description: 'A sample shop' });
  letIn(store, repository, people);
  await addFiles(store, repository, preset);
  addLabels(store, repository, people.lead);
  addTeams(store, organisation, repository, people);
  const { app, installation } = installFirebreak(store, organisation, repository, people.lead, manifest);
  const actions = installActions(store, organisation, people.lead);
  const tokens = {
    responder: createUserToken(store, people.responder),
    commander: createUserToken(store, people.commander),
    lead: createUserToken(store, people.lead),
    reviewer: createUserToken(store, people.reviewer),
    visitor: createUserToken(store, people.visitor),
  };
  return { organisation, repository, people, tokens, app, installation, actions };
}

type People = Seeded['people'];

function createPeople(store: Store, organisation: Organisation): People {
  const people = {
    responder: createUser(store, 'responder', { email: 'responder@acme.example' }),
    commander: createUser(store, 'commander', { email: 'commander@acme.example' }),
    lead: createUser(store, 'lead', { email: 'lead@acme.example' }),
    reviewer: createUser(store, 'reviewer', { email: 'reviewer@acme.example' }),
    visitor: createUser(store, 'visitor', { email: 'visitor@elsewhere.example' }),
  };
  addMember(store, organisation, people.lead, 'admin');
  for (const name of ['responder', 'commander', 'reviewer'] as const) addMember(store, organisation, people[name]);
  return people;
}

function letIn(store: Store, repository: Repository, people: People): void {
  for (const name of ['responder', 'commander', 'lead', 'reviewer'] as const) {
    const role = sampleRoles[name];
    const grant = { base: role, roleName: role };
    addCollaborator(store, asUser(people.lead), repository, { user: people[name], grant });
  }
}

async function addFiles(store: Store, repository: Repository, preset: string | undefined): Promise<void> {
  const folder = folderOf(store, repository);
  await createGitRepository(folder, repository.defaultBranch);
  const author = { name: 'lead', email: 'lead@acme.example', date: new Date(nowMs(store)) };
  const files = sampleFiles(preset);
  await commitFiles(folder, { branch: repository.defaultBranch, files, message: 'Start the shop', author });
  await syncWorkflows(store, repository, folder);
}

function addLabels(store: Store, repository: Repository, by: User): void {
  const labels = [
    { name: 'incident', color: 'b60205', description: 'Production is affected' },
    { name: 'P0', color: 'b60205', description: 'Critical (all hands)' },
    { name: 'P1', color: 'd93f0b', description: 'High (urgent)' },
    { name: 'P2', color: 'fbca04', description: 'Medium (important)' },
    { name: 'P3', color: '0e8a16', description: 'Low (tracking)' },
  ];
  for (const label of labels) createLabel(store, asUser(by), repository, label);
}

function addTeams(store: Store, organisation: Organisation, repository: Repository, people: People): void {
  const onCall = createTeam(store, organisation, 'on-call');
  const leads = createTeam(store, organisation, 'leads');
  for (const person of [people.responder, people.commander]) addTeamMember(store, onCall, person);
  addTeamMember(store, leads, people.lead, { role: 'maintainer' });
  grantTeam(store, repository, onCall, { base: 'write', roleName: 'write' });
}

function installFirebreak(
  store: Store,
  organisation: Organisation,
  repository: Repository,
  by: User,
  manifest: Manifest,
): { readonly app: App; readonly installation: Installation } {
  const app = registerApp(store, {
    name: manifest.name,
    description: manifest.description,
    ownerId: organisation.id,
    permissions: manifest.default_permissions,
    events: manifest.default_events,
    hook: { secret: randomBytes(32).toString('hex') },
  });
  const on = { accountId: organisation.id, repositoryIds: [repository.id] };
  return { app, installation: installApp(store, asUser(by), app, on) };
}

function installActions(store: Store, organisation: Organisation, by: User): App {
  const write = 'write';
  const app = registerApp(store, {
    id: actionsAppId,
    name: 'GitHub Actions',
    slug: 'github-actions',
    ownerId: organisation.id,
    permissions: {
      actions: write,
      checks: write,
      contents: write,
      deployments: write,
      issues: write,
      pull_requests: write,
      statuses: write,
    },
    events: [],
  });
  installApp(store, asUser(by), app, { accountId: organisation.id, repositoryIds: null });
  return app;
}

// Gives the sample repository its past: the commits at one go, then everything that happened, in its order, by a clock that is set back.
import { importCommits, readCommit } from '../../git/index.ts';
import { folderOf } from '../../git-host.ts';
import { githubSignature, signatureOf } from '../../signature.ts';
import { asUser, type InstallationActor } from '../../state/actor.ts';
import type { HeadCommit } from '../../state/automation.ts';
import { createCheckRun } from '../../state/checks.ts';
import { createDeployment, createDeploymentStatus } from '../../state/deployments.ts';
import { createPullRequest, markMerged } from '../../state/pull-requests.ts';
import { botOf } from '../../state/registered-apps.ts';
import { createRelease } from '../../state/releases.ts';
import { changeRepository } from '../../state/repositories.ts';
import { known, nowMs, now as nowOf, type Store, timestamp } from '../../state/store.ts';
import { type Seeded, seed } from '../index.ts';
import type { Manifest } from '../manifest.ts';
import { type Plan, planCommits, untilMerge } from './commits.ts';
import { beginning, type PastDeployment, type PastPull, type PastRelease, past } from './events.ts';

const minute = 60_000;

/** Where the past happens: `at` sets the clock to this many minutes ago, `oid` names a commit of the plan. */
type Place = {
  readonly store: Store;
  readonly seeded: Seeded;
  readonly actions: InstallationActor;
  readonly plan: Plan;
  readonly at: (ago: number) => void;
  readonly oid: (position: string | number) => string;
  readonly tree: (position: number) => string;
};

/** The sample, with a month of pull requests, releases and deployments before now. */
export async function seedWithHistory(store: Store, manifest?: Manifest, preset?: string): Promise<Seeded> {
  const { offsetMs } = store.clock;
  const now = nowMs(store);
  const at = (ago: number) => {
    store.clock.offsetMs = now - ago * minute - Date.now();
  };
  try {
    at(beginning);
    const seeded = await seed(store, manifest, preset);
    const folder = folderOf(store, seeded.repository);
    const first = await readCommit(folder, seeded.repository.defaultBranch);
    if (first === null) throw new Error('the sample repository is empty');
    const plan = planCommits(past, first.oid, (who, ago) => {
      const signature = who === 'GitHub' ? githubSignature(store) : signatureOf(store, asUser(seeded.people[who]));
      return { ...signature, date: new Date(now - ago * minute) };
    });
    const imported = await importCommits(folder, plan.commits);
    const oid = (position: string | number) =>
      typeof position === 'string' ? position : (imported[position]?.oid ?? first.oid);
    const tree = (position: number) => imported[position]?.tree ?? first.tree;
    live({ store, seeded, actions: actionsActor(store, seeded), plan, at, oid, tree });
    return seeded;
  } finally {
    store.clock.offsetMs = offsetMs;
  }
}

function live(place: Place): void {
  for (const [index, event] of past.entries()) {
    const tip = place.oid(place.plan.tips[index] ?? '');
    place.at(event.ago);
    if (event.kind === 'pull') pull(place, event, event.ago);
    else if (event.kind === 'release') release(place, event);
    else deploy(place, event, { sha: tip, ago: event.ago });
  }
}

/** GitHub Actions, which checks and deploys. */
function actionsActor(store: Store, { actions: app }: Seeded): InstallationActor {
  const installation = [...store.installations.values()].find(({ appId }) => appId === app.id);
  if (installation === undefined) throw new Error('GitHub Actions is not installed');
  const { permissions } = installation;
  return { kind: 'installation', user: botOf(store, app), app, installation, permissions, repositoryIds: null };
}

function pull(place: Place, event: PastPull, ago: number): void {
  const { store, seeded, plan, oid } = place;
  const planned = plan.pulls.get(event.branch);
  if (planned === undefined) throw new Error(`${event.branch} is not planned`);
  const repository = known(store.repositories, seeded.repository.id);
  const author = asUser(seeded.people[event.author]);
  const headSha = oid(planned.head);
  const opened = createPullRequest(store, author, repository, {
    title: event.title,
    body: event.body,
    base: repository.defaultBranch,
    head: event.branch,
    baseSha: oid(plan.commits[planned.head]?.parents[0] ?? ''),
    headSha,
    size: planned.size,
  });
  place.at(ago - 3);
  check(place, planned.head, event.branch);
  if (planned.merge === null) return;
  place.at(ago - untilMerge);
  markMerged(store, author, opened, oid(planned.merge));
  changeRepository(store, repository, { pushedAt: nowOf(store) });
}

function check({ store, seeded, actions, plan, oid, tree }: Place, position: number, branch: string): void {
  const planned = plan.commits[position];
  if (planned === undefined) throw new Error('the commit is not planned');
  const { name, email, date } = planned.author;
  const person = { name, email };
  const timeOf = timestamp(date.getTime());
  const about = { id: oid(position), tree_id: tree(position), message: planned.message, timestamp: timeOf };
  const commit: HeadCommit = { ...about, author: person, committer: person };
  createCheckRun(store, actions, known(store.repositories, seeded.repository.id), {
    name: 'ci / test',
    conclusion: 'success',
    output: { title: 'All tests passed', summary: '214 passed' },
    commit,
    branch,
  });
}

function release({ store, seeded, plan }: Place, { tag, notes }: PastRelease): void {
  const repository = known(store.repositories, seeded.repository.id);
  const target = repository.defaultBranch;
  const tagged = plan.commits.find(({ tags }) => tags?.includes(tag));
  if (tagged === undefined) throw new Error(`${tag} is not planned`);
  const createdAt = timestamp((tagged.committer ?? tagged.author).date.getTime());
  createRelease(store, asUser(seeded.people.lead), repository, { tag, target, name: tag, body: notes, createdAt });
}

/** As a workflow deploys: not as a production environment, so that the next success makes this one inactive. */
function deploy(
  { store, seeded, actions, at }: Place,
  { environment, ref }: PastDeployment,
  { sha, ago }: { readonly sha: string; readonly ago: number },
): void {
  const repository = known(store.repositories, seeded.repository.id);
  const input = { ref, sha, environment, productionEnvironment: false };
  const deployment = createDeployment(store, actions, repository, input);
  at(ago - 1);
  createDeploymentStatus(store, actions, deployment, { state: 'in_progress' });
  at(ago - 4);
  const environmentUrl = `https://${environment}.shop.example`;
  createDeploymentStatus(store, actions, deployment, { state: 'success', environmentUrl });
}

/** Fields of `Commit`, read from the real repository, and what comparing two shows. */
import {
  aheadBehind,
  type CommitInfo,
  changedFiles,
  commitsBetween,
  log,
  readCommit,
  resolveCommit,
} from '../../git/index.ts';
import { folderOf } from '../../git-host.ts';
import { pullsOfCommit } from '../../pulls/of-commit.ts';
import { compareStatus } from '../../pulls/size.ts';
import { object, optionalText, text } from '../arguments.ts';
import { type Connection, connect } from '../connection.ts';
import { notImplemented } from '../failure.ts';
import { demandRead } from '../rights.ts';
import {
  type Args,
  type Context,
  countable,
  type Fields,
  type GitThing,
  type Thing,
  thing,
  type Values,
} from '../things.ts';
import { repositoryPath } from '../urls.ts';
import { commitStatus, commitSuites, rollupOf } from './checks.ts';
import { gitCommon, gitId } from './git-common.ts';
import { pullRequestConnection } from './pull-request-list.ts';

/** More commits than a history reaches back. */
const mostCommits = 10_000;

/** Fields of `Commit`. */
export const commitFields: Fields<GitThing> = {
  ...gitCommon,
  id: ({ repository, oid }) => gitId('C', repository, oid),
  message: async (git) => (await commitOf(git)).message,
  messageHeadline: async (git) => (await commitOf(git)).message.split('\n')[0],
  messageBody: async (git) => (await commitOf(git)).message.split('\n').slice(1).join('\n').trim(),
  committedDate: async (git) => (await commitOf(git)).committer.date,
  authoredDate: async (git) => (await commitOf(git)).author.date,
  author: async (git, _args, context) => gitActor((await commitOf(git)).author, context),
  authors: async (git, args, context) => {
    const { author, message } = await commitOf(git);
    const others = [...message.matchAll(/^Co-authored-by:\s*(.+?)\s*<([^<>]+)>\s*$/gim)];
    const people = [author, ...others.map(([, name = '', email = '']) => ({ name, email, date: author.date }))];
    return connect(people, countable(args), {
      name: 'authors',
      key: ({ email }) => email,
      node: (person) => gitActor(person, context),
    });
  },
  committer: async (git, _args, context) => gitActor((await commitOf(git)).committer, context),
  url: ({ repository, oid }, _args, { store }) => `${store.baseUrl}${repositoryPath(store, repository)}/commit/${oid}`,
  tree: async (git) => thing('Tree', { ...git, oid: (await commitOf(git)).tree }),
  parents: async (git, args) => {
    const { parents } = await commitOf(git);
    return commitConnection(git, parents, args, 'parents');
  },
  changedFilesIfAvailable: async ({ folder, oid }) => (await changedFiles(folder, oid)).length,
  additions: async ({ folder, oid }) => total(await changedFiles(folder, oid), 'additions'),
  deletions: async ({ folder, oid }) => total(await changedFiles(folder, oid), 'deletions'),
  history,
  associatedPullRequests: async ({ repository, oid }, args, context) => {
    demandRead(context, repository, 'pull_requests');
    return pullRequestConnection(await pullsOfCommit(context.store, repository, oid), args, context);
  },
  statusCheckRollup: (git, _args, context) => rollupOf(git, context),
  checkSuites: commitSuites,
  status: commitStatus,
};

async function commitOf({ folder, oid }: GitThing): Promise<CommitInfo> {
  const commit = await readCommit(folder, oid);
  if (commit === null) throw new Error(`no commit ${oid}`);
  return commit;
}

/** `GitActor`: who git says it was, and the account with that address; a bot is a user here, by its name with `[bot]`. */
function gitActor({ name, email, date }: CommitInfo['author'], { store }: Context) {
  const id = /^(\d+)\+.*@users\.noreply\.github\.com$/.exec(email)?.[1];
  const user = [...store.users.values()].find((one) => one.email === email || String(one.id) === id);
  return { name, email, date, user: user === undefined || user.type === 'Organization' ? null : thing('User', user) };
}

function total(files: Awaited<ReturnType<typeof changedFiles>>, what: 'additions' | 'deletions'): number {
  return files.reduce((sum, file) => sum + (file[what] ?? 0), 0);
}

async function history(git: GitThing, args: Args): Promise<Connection> {
  if (Object.keys(object(args, 'author')).length > 0) throw notImplemented('Commit.history(author:)');
  const [path, since, until] = [optionalText(args, 'path'), optionalText(args, 'since'), optionalText(args, 'until')];
  const options = {
    max: mostCommits,
    ...(path === undefined ? {} : { path }),
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
  };
  const commits = (await log(git.folder, git.oid, options)) ?? [];
  return commitConnection(
    git,
    commits.map(({ oid }) => oid),
    args,
    'history',
  );
}

/** A page of commits. */
function commitConnection(git: GitThing, oids: readonly string[], args: Args, name: string): Connection {
  const node = (oid: string) => thing('Commit', { repository: git.repository, folder: git.folder, oid });
  return connect(oids, countable(args), { name, key: (oid) => oid, node });
}

/** `ref.compare(headRef:)`: this reference as the base; null when the head names nothing. */
export async function compareRef(
  { repository, oid }: Values['Ref'],
  args: Args,
  context: Context,
): Promise<Thing | null> {
  demandRead(context, repository, 'contents');
  const head = await resolveCommit(folderOf(context.store, repository), text(args, 'headRef'));
  return head === null ? null : thing('Comparison', { repository, base: oid, head });
}

type Compared = Values['Comparison'];

async function counts({ repository, base, head }: Compared, { store }: Context) {
  return aheadBehind(folderOf(store, repository), base, head);
}

/** Fields of `Comparison`; its commits oldest first. */
export const comparisonFields: Fields<Compared> = {
  id: ({ repository, base, head }) => gitId('CMP', repository, `${base}...${head}`),
  aheadBy: async (compared, _args, context) => (await counts(compared, context)).ahead,
  behindBy: async (compared, _args, context) => (await counts(compared, context)).behind,
  status: async (compared, _args, context) => {
    const { ahead, behind } = await counts(compared, context);
    return compareStatus(ahead, behind).toUpperCase();
  },
  baseTarget: ({ repository, base }, _args, { store }) =>
    thing('Commit', { repository, folder: folderOf(store, repository), oid: base }),
  headTarget: ({ repository, head }, _args, { store }) =>
    thing('Commit', { repository, folder: folderOf(store, repository), oid: head }),
  commits: async ({ repository, base, head }, args, { store }) => {
    const folder = folderOf(store, repository);
    const commits = await commitsBetween(folder, base, head);
    const oids = commits.map(({ oid }) => oid);
    const authorCount = new Set(commits.map(({ author }) => author.email)).size;
    return { ...commitConnection({ repository, folder, oid: head }, oids, args, 'commits'), authorCount };
  },
};

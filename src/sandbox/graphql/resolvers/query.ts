/** Fields of `Query`: where every reading document begins. */

import { searchIssues } from '../../search/issues.ts';
import { canSee } from '../../state/access.ts';
import { findOrganisation, findUser } from '../../state/accounts.ts';
import { readNodeId } from '../../state/node-id.ts';
import { findRepository } from '../../state/repositories.ts';
import { known, timestamp } from '../../state/store.ts';
import { optionalTexts, text } from '../arguments.ts';
import { connect } from '../connection.ts';
import { Failure, noNode, notImplemented } from '../failure.ts';
import { demandRead, seesIssue } from '../rights.ts';
import { type Args, account, type Context, type Fields, issueThing, type Thing, thing } from '../things.ts';
import { changeNamed } from './change-node.ts';

/** Fields of `Query`. */
export const queryFields: Fields<unknown> = {
  viewer: (_root, _args, { actor }) => thing('User', actor.user),
  rateLimit: (_root, _args, context) => rateLimit(context),
  node: (_root, args, context) => nodeNamed(text(args, 'id'), context),
  nodes: (_root, args, context) => (optionalTexts(args, 'ids') ?? []).map((id) => found(() => nodeNamed(id, context))),
  search: (_root, args, context) => search(args, context),
  repository: (_root, args, context) => repositoryNamed(args, context),
  user: (_root, args, { store }) => {
    const user = findUser(store, text(args, 'login'));
    if (user?.type !== 'User')
      throw new Failure('NOT_FOUND', `Could not resolve to a User with the login of '${text(args, 'login')}'.`);
    return account(user);
  },
  organization: (_root, args, { store }) => {
    const login = text(args, 'login');
    const organisation = findOrganisation(store, login);
    if (organisation === undefined)
      throw new Failure('NOT_FOUND', `Could not resolve to an Organization with the login of '${login}'.`);
    return account(known(store.users, organisation.id));
  },
};

/** Issues only: other types are not implemented. Nothing is found later than it happened, where GitHub's index may lag. */
function search(args: Args, { store, actor }: Context) {
  const type = text(args, 'type');
  if (type !== 'ISSUE' && type !== 'ISSUE_ADVANCED') throw notImplemented(`SearchType.${type}`);
  const issues = searchIssues(store, actor, text(args, 'query'));
  const page = connect(issues, args, { name: 'search', key: ({ id }) => id, node: issueThing });
  const edges = page.edges.map((edge) => ({ ...edge, textMatches: [] }));
  return { ...page, edges, issueCount: issues.length };
}

function repositoryNamed(args: Args, { store, actor }: Context): Thing {
  const [owner, name] = [text(args, 'owner'), text(args, 'name')];
  const named = findRepository(store, owner, name);
  const reached = named !== undefined && (!named.moved || args['followRenames'] !== false);
  if (reached && canSee(store, actor, named.repository)) return thing('Repository', named.repository);
  throw new Failure('NOT_FOUND', `Could not resolve to a Repository with the name '${owner}/${name}'.`);
}

/** The thing a node id names. Fails with NOT_FOUND for what does not exist for the asker, FORBIDDEN for what an app may not read. */
export function nodeNamed(id: string, context: Context): Thing {
  const named = valueNamed(id, context);
  if (named === null) throw noNode(id);
  return named;
}

function valueNamed(id: string, context: Context): Thing | null {
  const { store, actor } = context;
  const named = readNodeId(id);
  switch (named?.kind) {
    case 'user':
    case 'bot':
    case 'organisation': {
      const user = store.users.get(named.id);
      return user === undefined ? null : account(user);
    }
    case 'repository': {
      const repository = store.repositories.get(named.id);
      return repository !== undefined && canSee(store, actor, repository) ? thing('Repository', repository) : null;
    }
    case 'label': {
      const label = store.labels.get(named.id);
      return label !== undefined && canSee(store, actor, known(store.repositories, label.repositoryId))
        ? thing('Label', label)
        : null;
    }
    case 'team': {
      const team = store.teams.get(named.id);
      return team === undefined ? null : thing('Team', team);
    }
    case 'issue':
      return issueWith(named.id, context);
    case 'comment': {
      const comment = store.comments.get(named.id);
      return comment !== undefined && isReadable(comment.issueId, context) ? thing('IssueComment', comment) : null;
    }
    case 'reaction': {
      const reaction = store.reactions.get(named.id);
      return reaction === undefined ? null : thing('Reaction', reaction);
    }
    default:
      return named === null ? null : changeNamed(named, context);
  }
}

function issueWith(id: number, context: Context): Thing | null {
  const issue = context.store.issues.get(id);
  if (issue === undefined || issue.pullRequest !== null || !seesIssue(context, issue)) return null;
  demandRead(context, known(context.store.repositories, issue.repositoryId), 'issues');
  return thing('Issue', issue);
}

/** Whether the asker may read the issue or pull request that a comment is on. */
function isReadable(id: number, context: Context): boolean {
  const issue = known(context.store.issues, id);
  return issue.pullRequest === null
    ? issueWith(id, context) !== null
    : changeNamed({ kind: 'pullRequest', id }, context) !== null;
}

/** In `nodes` a missing one is null, with its own error. */
function found(read: () => Thing): Thing | Error {
  try {
    return read();
  } catch (problem) {
    return problem instanceof Error ? problem : new Error(String(problem));
  }
}

function rateLimit({ left }: Context) {
  const { limit, used, remaining, reset } = left;
  return { cost: 1, limit, nodeCount: 0, used, remaining, resetAt: timestamp(reset * 1000) };
}

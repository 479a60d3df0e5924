// The GraphQL query for one head of a pull request: itself, its reviews and authors, and what is said of that very commit.
import { type Document, document, part } from '../document.ts';
import type { HotfixAsked } from './port.ts';

const account = '{ __typename login ... on User { databaseId } ... on Bot { databaseId } }';

/** Newest ones: a hundred reviews or commits are no hotfix any more, and then it is said that there are more. */
const pull = `pullRequest(number: $number) {
  id number state isDraft mergeCommit { oid } mergedBy { login } mergeQueueEntry { state headCommit { oid } } title body baseRefName headRefName headRefOid isCrossRepository headRepository { id }
  author ${account}
  reviews(last: 100) { pageInfo { hasPreviousPage } nodes {
    fullDatabaseId state authorCanPushToRepository author ${account} commit { oid } } }
  commits(last: 100) { pageInfo { hasPreviousPage } nodes { commit { oid
    committer { user { databaseId } } authors(first: 20) { pageInfo { hasNextPage } nodes { user { databaseId } } } } } } }`;

/** By suites, since of each the newest run of every name is asked for; a number of the workflow’s runs then orders the suites. */
const commit = `... on Commit { oid
  checkSuites(first: 60) { pageInfo { hasNextPage } nodes {
    app { databaseId } workflowRun { event runNumber workflow { id } }
    checkRuns(first: 50, filterBy: { checkType: LATEST }) { pageInfo { hasNextPage } nodes {
      name status conclusion isRequired(pullRequestNumber: $number) } } } }
  status { contexts { context state isRequired(pullRequestNumber: $number) creator ${account} } } }`;

/** Needs `pull_requests`, `checks`, `statuses` and `contents` to read. */
export function hotfixQuery({ place: { owner, repo }, pull: number, head }: HotfixAsked): Document {
  const fields = `repository(owner: $owner, name: $repo) { defaultBranchRef { name } ${pull} object(oid: $head) { ${commit} } }`;
  return document('query', 'HotfixFacts', [
    part(fields, {
      owner: { type: 'String!', value: owner },
      repo: { type: 'String!', value: repo },
      number: { type: 'Int!', value: number },
      head: { type: 'GitObjectID!', value: head },
    }),
  ]);
}

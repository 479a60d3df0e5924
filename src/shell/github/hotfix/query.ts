// The GraphQL query for a pull request as it stands: itself, its reviews and authors, what it closes, and what is said of its head.
import { around, type Document, document, part } from '../document.ts';
import type { HotfixAsked } from './port.ts';

const account = '{ __typename login ... on User { databaseId } ... on Bot { databaseId } }';

/** By suites, since of each the newest run of every name is asked for; a number of the workflow’s runs then orders the suites. */
const said = `oid
  checkSuites(first: 100) { pageInfo { hasNextPage } nodes {
    app { databaseId } workflowRun { event runNumber workflow { id } }
    checkRuns(first: 100, filterBy: { checkType: LATEST }) { pageInfo { hasNextPage } nodes {
      id externalId name status conclusion isRequired(pullRequestNumber: $number) } } } }
  status { contexts { context state isRequired(pullRequestNumber: $number) creator ${account} } }`;

/** Newest ones: a hundred opinions or commits are no hotfix any more, and then it is said that there are more. What only says something is no opinion: each answer to a remark is such a review, and anybody may write them. */
const pull = `pullRequest(number: $number) {
  id number state isDraft mergeCommit { oid } mergedBy { login } mergeQueueEntry { state headCommit { oid } } title body baseRefName headRefName headRefOid isCrossRepository headRepository { id }
  author ${account}
  reviews(last: 100, states: [APPROVED, CHANGES_REQUESTED, DISMISSED]) { pageInfo { hasPreviousPage } nodes {
    fullDatabaseId state submittedAt authorCanPushToRepository author ${account} commit { oid } } }
  retargets: timelineItems(last: 1, itemTypes: [BASE_REF_CHANGED_EVENT, AUTOMATIC_BASE_CHANGE_SUCCEEDED_EVENT]) { nodes {
    ... on BaseRefChangedEvent { createdAt } ... on AutomaticBaseChangeSucceededEvent { createdAt } } }
  commits(last: 100) { pageInfo { hasPreviousPage } nodes { commit { oid
    committer { user { databaseId } } authors(first: 20) { pageInfo { hasNextPage } nodes { user { databaseId } } } } } }
  closingIssuesReferences(first: 50) { pageInfo { hasNextPage } nodes { number repository { nameWithOwner } } }
  tip: commits(last: 1) { nodes { commit { ${said} } } } }`;

/** Where the file of code owners may be; the first that is there counts. */
export const ownersPlaces = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'] as const;

function ownersPart(base: string, path: string, index: number) {
  const name = `owners${index}`;
  return part(`${name}: object(expression: $${name}) { ... on Blob { text isTruncated } }`, {
    [name]: { type: 'String', value: `${base}:${path}` },
  });
}

/** Needs `pull_requests`, `checks`, `statuses` and `contents` to read. */
export function hotfixQuery({ place: { owner, repo }, pull: number, head, base }: HotfixAsked): Document {
  const fields = part(
    `defaultBranchRef { name } nameWithOwner ${pull} object(oid: $head) { ... on Commit { ${said} } }`,
    {
      owner: { type: 'String!', value: owner },
      repo: { type: 'String!', value: repo },
      number: { type: 'Int!', value: number },
      head: { type: 'GitObjectID!', value: head },
    },
  );
  const owners = ownersPlaces.map((path, index) => ownersPart(base, path, index));
  return document('query', 'HotfixFacts', [
    around('repository(owner: $owner, name: $repo) {\n', [fields, ...owners], '\n}'),
  ]);
}

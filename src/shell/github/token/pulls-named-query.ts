// What is asked of pull requests as their own words name them, apart from the schemas that read the answer: it can be asked before they are there.
import type { Query } from '../asked-before.ts';
import { document, part } from '../document.ts';
import type { Place } from '../past/pages.ts';
import { POLICY_PATH } from '../policy-path.ts';

const fields = `number title body headRefName headRefOid baseRefName isCrossRepository
  closingIssuesReferences(first: 50) { nodes { number repository { nameWithOwner } parent { number repository { nameWithOwner } } } }`;
const one = `pullRequest(number: $number) { ${fields} }`;
/** Whoever looks at all wants those in which something happens. */
const open = `pullRequests(first: 100, states: OPEN, orderBy: { field: UPDATED_AT, direction: DESC }) { nodes { ${fields} } }`;

/** The one with this number, or with null the hundred open ones that changed last. */
export function pullsNamedQuery({ owner, repo }: Place, number: number | null): Query {
  const selection = `viewer { databaseId }
    repository(owner: $owner, name: $repo) { nameWithOwner isPrivate
      policy: object(expression: $policy) { ... on Blob { oid text isTruncated } }
      ${number === null ? open : one} }`;
  const asked = document('query', 'PullsNamed', [
    part(selection, {
      owner: { type: 'String!', value: owner },
      repo: { type: 'String!', value: repo },
      policy: { type: 'String!', value: `HEAD:${POLICY_PATH}` },
      ...(number === null ? {} : { number: { type: 'Int!', value: number } }),
    }),
  ]);
  return { operation: 'PullsNamed', ...asked };
}

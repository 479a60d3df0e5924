// What is asked of a pull request first, apart from the schemas that read the answer: it can be asked before they are there.
import type { Query } from '../asked-before.ts';
import { document, part } from '../document.ts';
import type { Place } from '../past/pages.ts';
import { POLICY_PATH } from '../policy-path.ts';

/** `base` is the name of the branch. */
export type Pull = { readonly number: number; readonly base: string };

const selection = `repository(owner: $owner, name: $repo) { isPrivate
  policy: object(expression: $policy) { ... on Blob { oid text isTruncated } }
  pullRequest(number: $number) { headRefOid changedFiles
    files(first: 100, after: $after) { nodes { path changeType } pageInfo { hasNextPage endCursor } } } }`;

/** A hundred of its files; `after` null: the first. */
export function lookQuery({ owner, repo }: Place, { number, base }: Pull, after: string | null): Query {
  const asked = document('query', 'ProposedFiles', [
    part(selection, {
      owner: { type: 'String!', value: owner },
      repo: { type: 'String!', value: repo },
      number: { type: 'Int!', value: number },
      policy: { type: 'String!', value: `refs/heads/${base}:${POLICY_PATH}` },
      after: { type: 'String', value: after },
    }),
  ]);
  return { operation: 'ProposedFiles', ...asked };
}

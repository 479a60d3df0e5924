// What is asked of a repository for the policy of its default branch, apart from the schemas that read the answer: it can be asked before they are there.
import type { Query } from '../asked-before.ts';
import { document, part } from '../document.ts';
import type { Place } from '../past/pages.ts';
import { POLICY_PATH } from '../policy-path.ts';

const selection = `repository(owner: $owner, name: $repo) { isPrivate
  policy: object(expression: $policy) { ... on Blob { oid text isTruncated } } }`;

export function ownPolicyQuery({ owner, repo }: Place): Query {
  const asked = document('query', 'OwnPolicy', [
    part(selection, {
      owner: { type: 'String!', value: owner },
      repo: { type: 'String!', value: repo },
      policy: { type: 'String!', value: `HEAD:${POLICY_PATH}` },
    }),
  ]);
  return { operation: 'OwnPolicy', ...asked };
}

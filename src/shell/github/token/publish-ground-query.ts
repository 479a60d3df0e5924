// What publishing asks for first, apart from the schemas that read the answer: it can be asked before they are there.
import type { Query } from '../asked-before.ts';
import { document, part } from '../document.ts';
import type { Place } from '../past/pages.ts';
import { POLICY_PATH } from '../policy-path.ts';

const selection = `repository(owner: $owner, name: $repo) { isPrivate defaultBranchRef { name target { oid } }
  policy: object(expression: $policy) { ... on Blob { oid text isTruncated } } }`;

export function publishGroundQuery({ owner, repo }: Place): Query {
  const asked = document('query', 'PublishGround', [
    part(selection, {
      owner: { type: 'String!', value: owner },
      repo: { type: 'String!', value: repo },
      policy: { type: 'String!', value: `HEAD:${POLICY_PATH}` },
    }),
  ]);
  return { operation: 'PublishGround', ...asked };
}

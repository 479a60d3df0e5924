// A policy in another repository, that a repository's own lies over (`_extends`).
import * as z from 'zod';
import type { PolicyFile } from '../../core/facts.ts';
import type { Client } from './client.ts';
import { document, part } from './document.ts';
import { statusOf } from './graphql-answer.ts';
import { GitHubRefused } from './port.ts';

const Answer = z.object({
  repository: z
    .object({
      isPrivate: z.boolean().nullish(),
      policy: z
        .object({ oid: z.string(), text: z.string().nullish(), isTruncated: z.boolean().nullish() })
        .partial()
        .nullish(),
    })
    .nullish(),
});

const named = /^([^/:]+)\/([^/:]+):(.+)$/;

/** No file of a repository has such a path, and GitHub is not asked about it. */
const isNoPath = (path: string) => path.split('/').some((part) => part === '' || part === '.' || part === '..');

/** At most one request. Null when the repository or the file is not there, or may not be read. Throws what the client throws. */
export async function policyAt(client: Client, name: string): Promise<PolicyFile | null> {
  const [, owner = '', repo = '', path = ''] = named.exec(name) ?? [];
  if (owner === '' || isNoPath(path)) return null;
  const asked = document('query', 'BasePolicy', [
    part(
      'repository(owner: $owner, name: $repo) { isPrivate policy: object(expression: $file) { ... on Blob { oid text isTruncated } } }',
      {
        owner: { type: 'String!', value: owner },
        repo: { type: 'String!', value: repo },
        file: { type: 'String!', value: `HEAD:${path}` },
      },
    ),
  ]);
  const { data, errors } = await client.query('BasePolicy', asked.text, asked.variables);
  const grave = errors.find(({ type }) => type !== 'NOT_FOUND' && type !== 'FORBIDDEN');
  if (grave !== undefined) throw new GitHubRefused(`Reading ${name}: ${grave.message}`, statusOf(grave));
  const repository = Answer.parse(data ?? {}).repository;
  const blob = repository?.policy;
  if (blob?.oid === undefined) return null;
  // A file too big to be sent whole counts as empty, which no policy is.
  const text = blob.isTruncated === true ? '' : (blob.text ?? '');
  // Without a word about it, it counts as private.
  return { source: `${owner}/${repo}/${path}`, version: blob.oid, text, private: repository?.isPrivate !== false };
}

/** Database ids that no longer fit GraphQL's Int. */
import { Failure } from '../failure.ts';

/** Types that have the whole number as a text. */
const hasFull: ReadonlySet<string> = new Set(['Issue', 'IssueComment', 'PullRequest', 'PullRequestReview']);

/** The id, if it fits 32 bits. GitHub deprecates `databaseId` for `fullDatabaseId` because ids of issues and comments do not; relying on it is an error here, by name. */
export function databaseId(type: string, id: number): number {
  if (id <= 2 ** 31 - 1) return id;
  throw new Failure(
    'UNPROCESSABLE',
    `${type}.databaseId is a 32-bit Int and cannot be ${id}: ask for ${hasFull.has(type) ? 'fullDatabaseId' : 'id'}.`,
  );
}

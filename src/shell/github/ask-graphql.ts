// One GraphQL query of which everything must be answered.
import type { Client } from './client.ts';
import type { Document } from './document.ts';
import { statusOf } from './graphql-answer.ts';
import { GitHubRefused } from './port.ts';

/** The data. Throws `GitHubRefused` with the first error of any field, and what the client throws. */
export async function askGraphql(client: Client, name: string, { text, variables }: Document): Promise<unknown> {
  const { data, errors } = await client.query(name, text, variables);
  const [error] = errors;
  if (error !== undefined) throw new GitHubRefused(error.message, statusOf(error));
  return data;
}

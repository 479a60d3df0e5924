// Whom a mention reaches: GitHub links an account that may not read the repository as well, and tells it nothing.
import * as z from 'zod';
import type { IssueRef } from '../../core/incident/record.ts';
import type { Client } from './client.ts';
import { around, document, part } from './document.ts';
import { GitHubRefused } from './port.ts';

/** Persons that are looked up at most; a page mentions far fewer. */
const MOST = 50;

const Access = z.object({ edges: z.array(z.unknown()).nullable() }).nullish();
const Answer = z.object({ repository: z.object({ visibility: z.string() }).catchall(z.unknown()).nullish() });

/**
 * Handles of persons (`@login`) among these who have no access to a private repository, as after they have left the organisation. None where GitHub
 * will not say so: then the mention counts. Throws `GitHubUnavailable`. https://docs.github.com/en/graphql/reference/objects#repository (`collaborators`)
 */
export async function withoutAccess(
  client: Client,
  { owner, repo }: IssueRef,
  handles: readonly string[],
): Promise<readonly string[]> {
  const persons = handles.filter((handle) => !handle.includes('/') && !handle.endsWith('[bot]')).slice(0, MOST);
  if (persons.length === 0) return [];
  const asked = persons.map((handle, index) =>
    part(`c${index}: collaborators(login: $c${index}, first: 1) { edges { permission } }\n`, {
      [`c${index}`]: { type: 'String!', value: handle.replace(/^@/, '') },
    }),
  );
  const repository = around('repository(owner: $owner, name: $name) { visibility\n', asked, '}');
  const of = part('', { owner: { type: 'String!', value: owner }, name: { type: 'String!', value: repo } });
  const { text, variables } = document('query', 'Reach', [repository, of]);
  try {
    const found = Answer.parse((await client.query('Reach', text, variables)).data ?? {}).repository;
    if (found?.visibility !== 'PRIVATE') return [];
    return persons.filter((_, index) => Access.safeParse(found[`c${index}`]).data?.edges?.length === 0);
  } catch (error) {
    if (error instanceof GitHubRefused) return [];
    throw error;
  }
}

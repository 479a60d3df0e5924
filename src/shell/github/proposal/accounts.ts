// Whether accounts and teams exist: those that own action items.
import * as z from 'zod';
import type { Client } from '../client.ts';
import { document, type Part, part } from '../document.ts';

const Answer = z.record(z.string(), z.unknown());
const Found = z.object({ login: z.string() });
const InOrganisation = z.object({ team: z.object({ slug: z.string() }).nullish() });

/** Those of the handles (`login`, `org/team`) that there are; null: not all is told. One request. */
export async function accountsNamed(client: Client, handles: readonly string[]): Promise<readonly string[] | null> {
  const asked = document('query', 'Accounts', handles.map(partOf));
  const { data, errors } = await client.query('Accounts', asked.text, asked.variables);
  if (errors.some(({ type }) => type !== 'NOT_FOUND')) return null;
  const answer = Answer.parse(data ?? {});
  return handles.filter((handle, at) => isThere(handle, answer[`a${at}`]));
}

function partOf(handle: string, at: number): Part {
  const [name = '', team] = handle.split('/');
  const variables = { [`n${at}`]: { type: 'String!', value: name } };
  if (team === undefined) return part(`a${at}: user(login: $n${at}) { login }`, variables);
  return part(`a${at}: organization(login: $n${at}) { team(slug: $t${at}) { slug } }`, {
    ...variables,
    [`t${at}`]: { type: 'String!', value: team },
  });
}

function isThere(handle: string, found: unknown): boolean {
  if (!handle.includes('/')) return Found.safeParse(found).success;
  return InOrganisation.safeParse(found).data?.team != null;
}

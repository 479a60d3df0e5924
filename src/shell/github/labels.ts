// Creates labels that a repository lacks, before they are put on an issue.
import * as z from 'zod';
import type { IssueRef } from '../../core/incident/record.ts';
import type { Client } from './client.ts';
import { document, type Part, part } from './document.ts';
import { type LabelIds, labelId } from './mutations.ts';
import { GitHubUnavailable, type ReadyEffect } from './port.ts';

type Look = { readonly color: string; readonly description: string };

const incident: Look = { color: 'b60205', description: 'This issue is the record of an incident.' };
const severity = 'Severity of the incident.';
const status: Look = { color: '0e8a16', description: 'Where the incident stands.' };
const other: Look = { color: 'ededed', description: 'Used by incidents.' };

/** From dark red to pale yellow by the digit at the end of the level's name (`P0`, `SEV1`); a team may recolour its labels at any time. */
const severities = ['7f1d1d', 'd93f0b', 'f9a03f', 'fbca04', 'fef2c0'];

function lookOf(name: string): Look {
  if (/^incident$/i.test(name)) return incident;
  if (/^status\b/i.test(name)) return status;
  const digit = /^[a-z]{1,4}-?(\d)$/i.exec(name)?.[1];
  return digit === undefined
    ? other
    : { color: severities[Math.min(Number(digit), 4)] ?? other.color, description: severity };
}

/** Names of labels that the effects add and that have no id yet. */
export function missingLabels(effects: readonly ReadyEffect[], known: LabelIds): readonly string[] {
  const wanted = effects.flatMap((effect) => (effect.kind === 'labels' ? effect.add : []));
  return [...new Set(wanted)].filter((name) => labelId(name, known) === null);
}

/**
 * The ids of all these labels after creating those that are missing: one document, and a query where some are there already. Labels that could not
 * be created stay without an id. `repositoryNodeId` null: it is asked for.
 */
export async function createLabels(
  client: Client,
  issue: Pick<IssueRef, 'owner' | 'repo'>,
  names: readonly string[],
  repositoryNodeId: string | null,
): Promise<LabelIds> {
  if (names.length === 0) return {};
  const repository = repositoryNodeId ?? (await readLabels(client, issue, [])).repository;
  const created = await create(client, repository, names);
  const absent = names.filter((name) => created[name] === undefined);
  return absent.length === 0 ? created : { ...created, ...(await readLabels(client, issue, absent)).ids };
}

const Created = z.record(z.string(), z.object({ label: z.object({ id: z.string() }).nullish() }).nullish()).nullish();

async function create(client: Client, repository: string, names: readonly string[]): Promise<LabelIds> {
  const parts = names.map((name, index) => creation(name, index));
  const repositoryPart = part('', { repository: { type: 'ID!', value: repository } });
  const { text, variables } = document('mutation', 'CreateLabels', [repositoryPart, ...parts]);
  const written = await client.mutate('decoration', 'CreateLabels', text, variables);
  if (written.kind === 'unanswered') throw new GitHubUnavailable(written.message, { status: written.status });
  const data = Created.parse(written.answer.data) ?? {};
  const found = names.flatMap((name, index) => {
    const id = data[`l${index}`]?.label?.id;
    return id === undefined ? [] : [[name, id] as const];
  });
  return Object.fromEntries(found);
}

function creation(name: string, index: number): Part {
  const { color, description } = lookOf(name);
  const alias = `l${index}`;
  const input = `repositoryId: $repository, name: $${alias}, color: "${color}", description: "${description}"`;
  return part(`${alias}: createLabel(input: { ${input} }) { label { id } }`, {
    [alias]: { type: 'String!', value: name },
  });
}

const Found = z.object({
  repository: z.object({ id: z.string() }).catchall(z.object({ id: z.string() }).nullish().catch(null)),
});

async function readLabels(
  client: Client,
  { owner, repo }: Pick<IssueRef, 'owner' | 'repo'>,
  names: readonly string[],
): Promise<{ readonly repository: string; readonly ids: LabelIds }> {
  const variables = { owner: { type: 'String!', value: owner }, repo: { type: 'String!', value: repo } };
  const parts = [
    part('repository(owner: $owner, name: $repo) { id', variables),
    ...names.map((name, index) =>
      part(`l${index}: label(name: $l${index}) { id }`, { [`l${index}`]: { type: 'String!', value: name } }),
    ),
    part('}'),
  ];
  const query = document('query', 'Labels', parts);
  const { data } = await client.query('Labels', query.text, query.variables);
  const { repository } = Found.parse(data);
  const ids = names.flatMap((name, index) => {
    const label = repository[`l${index}`];
    return typeof label === 'object' && label !== null ? [[name, label.id] as const] : [];
  });
  return { repository: repository.id, ids: Object.fromEntries(ids) };
}

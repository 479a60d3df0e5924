/** GitHub's GraphQL schema, built once when it is first needed (0.25 s, 110 MB). */
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSchema, type GraphQLSchema } from 'graphql';

let building: Promise<GraphQLSchema> | undefined;

/** The public schema that `@octokit/graphql-schema` publishes. Call it early to have it ready. */
export function gitHubSchema(): Promise<GraphQLSchema> {
  building ??= build();
  return building;
}

async function build(): Promise<GraphQLSchema> {
  // The package's own entry parses 5 MB of JSON that is not needed here.
  const folder = dirname(fileURLToPath(import.meta.resolve('@octokit/graphql-schema')));
  const text = await readFile(join(folder, 'schema.graphql'), 'utf8');
  return buildSchema(text, { assumeValid: true, assumeValidSDL: true, noLocation: true });
}

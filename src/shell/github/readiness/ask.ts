// What GitHub tells of an installation: a request for each thing that is wanted, none twice.
import * as z from 'zod';
import type { ReadinessSeen } from '../../../core/readiness/facts.ts';
import { type Told, told, untold } from '../../../core/readiness/told.ts';
import type { ReadinessWanted } from '../../../core/readiness/wanted.ts';
import type { Client } from '../client.ts';
import { requiredChecks } from '../hotfix/required.ts';
import { pagesOf } from '../pages.ts';
import type { Place } from '../past/pages.ts';
import { asked } from './asked.ts';
import { readForms, readScripts, readWorkflows } from './files.ts';
import { readPeople, readTeams } from './people.ts';
import { readRepository } from './repository.ts';

/** `clock`: our own time, milliseconds. Throws what the client throws for the repository itself; what else is refused is not told. */
export async function askReadiness(
  client: Client,
  place: Place,
  { people, teams, workflows, environment, mostForms }: ReadinessWanted,
  clock: () => number,
): Promise<ReadinessSeen> {
  const { repository, clockAhead } = await readRepository(client, place, clock);
  const [labels, forms, texts, scripts, isThere, required, seenPeople, seenTeams] = await Promise.all([
    readLabels(client, place),
    readForms(client, place, mostForms),
    readWorkflows(client, place, workflows),
    readScripts(client, place),
    readEnvironment(client, place, environment),
    readRequired(client, place, repository.branch),
    readPeople(client, place, people),
    readTeams(client, place, repository.private, teams),
  ]);
  return { repository, clockAhead, labels, forms, workflows: texts, scripts, required, environments: { [environment]: isThere }, people: seenPeople, teams: seenTeams }; // biome-ignore format: one value
}

function readLabels(client: Client, place: Place): Promise<Told<readonly string[]>> {
  return asked<readonly string[]>(async () => {
    const names: string[] = [];
    for await (const page of pagesOf(client, 'GET /repos/{owner}/{repo}/labels', { ...place }))
      names.push(
        ...z
          .array(z.object({ name: z.string() }))
          .parse(page)
          .map(({ name }) => name),
      );
    return names;
  });
}

function readEnvironment(client: Client, place: Place, environment_name: string): Promise<Told<boolean>> {
  return asked(async () => {
    await client.get('GET /repos/{owner}/{repo}/environments/{environment_name}', { ...place, environment_name });
    return true;
  }, false);
}

async function readRequired(client: Client, place: Place, branch: string): Promise<ReadinessSeen['required']> {
  const { items, lacks } = await requiredChecks(client, place, branch);
  return lacks === null
    ? told(items)
    : untold(lacks === 'more' ? 'there are more rules than are read' : 'GitHub does not show all rules to this token');
}

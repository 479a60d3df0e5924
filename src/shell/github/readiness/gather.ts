// Everything that GitHub tells of an installation, gathered for the judgement: a request for each thing that the policy names, none twice.
import * as z from 'zod';
import type { PolicyFile } from '../../../core/facts.ts';
import { POLICY_FILE } from '../../../core/installation/paths.ts';
import type { Bases, PolicyInForce } from '../../../core/policy/policy-from.ts';
import type { ReadinessFacts } from '../../../core/readiness/facts.ts';
import { namedIn } from '../../../core/readiness/named-people.ts';
import { namedWorkflows } from '../../../core/readiness/named-workflows.ts';
import { type Told, told, untold } from '../../../core/readiness/told.ts';
import type { Client } from '../client.ts';
import { requiredChecks } from '../hotfix/required.ts';
import type { Place } from '../installation/read-files.ts';
import { pagesOf } from '../pages.ts';
import { policyAt } from '../policy-at.ts';
import { asked } from './asked.ts';
import type { Eyes } from './credentials.ts';
import { readForms, readScripts, readWorkflows } from './files.ts';
import { readPeople, readTeams } from './people.ts';
import { readRepository } from './repository.ts';

/** What is not GitHub's to tell. */
export type Around = Pick<ReadinessFacts, 'now' | 'needed'> & {
  readonly clock: () => number;
  readonly policyOf: (file: PolicyFile, bases: Bases) => PolicyInForce;
};
type FromGitHub = Omit<ReadinessFacts, 'connections' | 'links' | 'environmentProblems' | 'hasPagerDutyKey'>;

/** Throws what the client throws for the repository itself; what else is refused is not told. */
export async function gatherReadiness(
  { client, installation }: Eyes,
  place: Place,
  around: Around,
): Promise<FromGitHub> {
  const { repository, clockAhead } = await readRepository(client, place, around.clock);
  const policy = await readPolicy(client, place, around.policyOf);
  const { people, teams } = namedIn(policy.policy, around.now);
  const { environment } = policy.policy.rollback;
  const files = namedWorkflows(policy.policy).map(({ file }) => file);
  const [labels, forms, workflows, scripts, isThere, required, seenPeople, seenTeams] = await Promise.all([
    readLabels(client, place),
    readForms(client, place),
    readWorkflows(client, place, files),
    readScripts(client, place),
    readEnvironment(client, place, environment),
    readRequired(client, place, repository.branch),
    readPeople(
      client,
      place,
      people.map(({ name }) => name),
    ),
    readTeams(
      client,
      place,
      repository.private,
      teams.map(({ name }) => name),
    ),
  ]);
  const { now, needed } = around;
  return { now, needed, repository, clockAhead, installation, policy, labels, forms, workflows, scripts, required, environments: { [environment]: isThere }, people: seenPeople, teams: seenTeams }; // biome-ignore format: one value
}

/** The repository's file, else the organisation's, with what it lies over. Throws what the client throws. */
export async function readPolicy(
  client: Client,
  { owner, repo }: Place,
  policyOf: Around['policyOf'],
): Promise<FromGitHub['policy']> {
  const own = await policyAt(client, `${owner}/${repo}:${POLICY_FILE}`);
  const file = own ?? (await policyAt(client, `${owner}/.github:${POLICY_FILE}`));
  const bases: Record<string, PolicyFile | null> = {};
  const given = file ?? { source: POLICY_FILE, version: 'none', text: null };
  let tried = policyOf(given, bases);
  while (tried.needs !== null) {
    bases[tried.needs] = await policyAt(client, tried.needs);
    tried = policyOf(given, bases);
  }
  return { there: file !== null, problems: tried.problems, policy: tried.policy };
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

async function readRequired(client: Client, place: Place, branch: string): Promise<FromGitHub['required']> {
  const { items, lacks } = await requiredChecks(client, place, branch);
  return lacks === null
    ? told(items)
    : untold(lacks === 'more' ? 'there are more rules than are read' : 'GitHub does not show all rules to this token');
}

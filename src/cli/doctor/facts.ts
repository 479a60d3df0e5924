/** The facts of an installation: what GitHub tells whoever asks, and what the environment of this process has. */
import { type Connection, connectionsFrom } from '../../app/config/connections.ts';
import { appIn } from '../../app/config/credentials.ts';
import { type Reader, textOf } from '../../app/config/values.ts';
import { needs } from '../../app/needs.ts';
import type { Policy } from '../../core/policy/policy.ts';
import { policyFrom } from '../../core/policy/policy-from.ts';
import type { ReadinessFacts } from '../../core/readiness/facts.ts';
import { timestamp } from '../../core/time.ts';
import { type Eyes, eyesOfApp, eyesOfPerson } from '../../shell/github/installation/credentials.ts';
import { gatherReadiness } from '../../shell/github/installation/gather.ts';
import type { Place } from '../../shell/github/installation/read-files.ts';
import { clientWithToken } from '../../shell/github/installation/token-client.ts';
import { readShipped } from '../../shell/templates/shipped.ts';
import { accessFrom, apiFrom } from '../github-access.ts';
import { WrongUse } from '../verb.ts';
import type { World } from '../world.ts';
import { destinationAt, destinationOf } from './reach.ts';

type Asked = { readonly app: string | undefined; readonly api: string | undefined };

/** Throws `WrongUse` without credentials, and what the client throws. */
export async function factsFor(place: Place, asked: Asked, world: World): Promise<ReadinessFacts> {
  const { policies } = readShipped();
  const eyes = await eyesFor(place, asked, world);
  const fromGitHub = await gatherReadiness(eyes, place, {
    now: timestamp(new Date(world.now()).toISOString()),
    clock: world.now,
    needed: { permissions: needs.permissions, events: needs.events },
    policyOf: (file, bases) => policyFrom(policies, file, null, bases),
  });
  return { ...fromGitHub, ...(await surroundings(world)), links: await linksOf(fromGitHub.policy.policy, world) };
}

async function eyesFor(place: Place, { app, api }: Asked, world: World): Promise<Eyes> {
  const { env } = world;
  const now = () => timestamp(new Date(world.now()).toISOString());
  const key = appIn(env);
  const hasToken = textOf(env, 'GITHUB_TOKEN') !== null || textOf(env, 'GH_TOKEN') !== null;
  if (key !== null) {
    const otherwise = hasToken ? clientWithToken(accessFrom(env, api), now) : null;
    const eyes = await eyesOfApp(key, apiFrom(env, api), place, now, otherwise);
    if (eyes !== null) return eyes;
    throw new WrongUse(
      `the app with the id ${key.appId} is not installed on ${place.owner}/${place.repo}, so it sees nothing there. Install it, or set GITHUB_TOKEN to see the rest.`,
    );
  }
  const client = clientWithToken(accessFrom(env, api), now);
  const id = Number(textOf(env, 'APP_ID') ?? 0);
  return eyesOfPerson(client, place, (one) =>
    app === undefined ? one.id === id || /^firebreak\b/.test(one.slug) : one.slug === app,
  );
}

/** Connections that are wrong are told without their value; each that is right is tried. */
async function surroundings({
  env,
  reach: open,
}: World): Promise<Pick<ReadinessFacts, 'connections' | 'environmentProblems' | 'hasPagerDutyKey'>> {
  const problems: string[] = [];
  const reach = (one: Connection) => {
    const { host, port } = destinationOf(one);
    return open(host, port);
  };
  const reader: Reader = {
    env,
    production: false,
    report: ({ variable, happened, expected }) => problems.push(`${variable}: ${happened} Expected: ${expected}`),
  };
  const connections = await Promise.all(
    connectionsFrom(reader).map(async (one) => [one.name, await reach(one)] as const),
  );
  return {
    connections: Object.fromEntries(connections),
    environmentProblems: problems,
    hasPagerDutyKey: textOf(env, 'FIREBREAK_PAGERDUTY_API_KEY') !== null,
  };
}

/** The links to what responders must reach, each tried once; files in the repository are no links. */
async function linksOf({ access }: Policy, { reach }: World): Promise<ReadinessFacts['links']> {
  const addresses = [...new Set(access.flatMap(({ at }) => (at !== null && URL.canParse(at) ? [at] : [])))];
  const tried = addresses.map(async (address) => {
    const { host, port } = destinationAt(address);
    return [address, await reach(host, port)] as const;
  });
  return Object.fromEntries(await Promise.all(tried));
}

// Who of those who approved maintains the repository, in one request with the rules of the branch: asked of a fork, where that alone counts, since a review only tells whether its author may push.
import * as z from 'zod';
import { permissions } from '../../../core/facts.ts';
import type { Listed, RequiredCheck, SeenReview } from '../../../core/hotfix/facts.ts';
import type { Client } from '../client.ts';
import { around, document, part } from '../document.ts';
import type { Place } from '../freeze/port.ts';
import { GitHubRefused } from '../port.ts';
import { listedBy } from './listed.ts';
import { required } from './required.ts';

/** People who are asked about at most, the newest first: one who maintains is enough. */
const MOST_ASKED = 5;

const Rule = z.object({
  parameters: z
    .object({
      requiredStatusChecks: z.array(z.object({ context: z.string(), integrationId: z.number().nullish() })).optional(),
    })
    .nullish(),
});
const Rules = z.object({ nodes: z.array(Rule.nullable()), pageInfo: z.object({ hasNextPage: z.boolean() }) });
const People = z.object({
  edges: z.array(z.object({ permission: z.string(), node: z.object({ login: z.string() }) }).nullable()).nullish(),
});
const Answer = z.object({ repository: z.record(z.string(), z.unknown()).nullish() });
const Base = z.object({ rules: Rules.nullish() }).nullish();

/** `rules`: the checks that rulesets require; `of`: the reviews with what their authors may do, as far as it is told. */
export type Standings = {
  readonly rules: Listed<RequiredCheck>;
  readonly of: (reviews: Listed<SeenReview>) => Listed<SeenReview>;
};

/** Whoever is not asked about keeps what the review told, which is never more. */
export async function standings(
  client: Client,
  place: Place,
  base: string,
  reviews: Listed<SeenReview>,
  head: string,
): Promise<Standings> {
  const logins = approving(reviews, head);
  let known: Readonly<Record<string, unknown>> = {};
  const rules = await listedBy(async () => {
    known = await ask(client, place, base, logins);
    const found = Base.parse(known['base'])?.rules;
    if (found == null || found.nodes.includes(null)) throw new GitHubRefused('The rules are not told.', 403);
    const checks = found.nodes.flatMap((rule) => rule?.parameters?.requiredStatusChecks ?? []);
    const items = checks.map(({ context, integrationId }) => required(context, integrationId));
    return { items, lacks: found.pageInfo.hasNextPage ? ('more' as const) : null };
  });
  const told = new Map(logins.map((login, index) => [login, permissionIn(known[`person${index}`], login)] as const));
  const of = ({ items, lacks }: Listed<SeenReview>) => ({
    items: items.map((one) => ({ ...one, permission: told.get(one.login) ?? one.permission })),
    lacks,
  });
  return { rules, of };
}

function approving({ items }: Listed<SeenReview>, head: string): readonly string[] {
  const approved = items.filter(
    ({ state, sha, bot, permission }) => state === 'approved' && sha === head && !bot && permission === 'write',
  );
  return [...new Set(approved.map(({ login }) => login).reverse())].slice(0, MOST_ASKED);
}

async function ask(client: Client, { owner, repo }: Place, base: string, logins: readonly string[]) {
  const rules = `base: ref(qualifiedName: $base) { rules(first: 100) { pageInfo { hasNextPage } nodes {
    parameters { ... on RequiredStatusChecksParameters { requiredStatusChecks { context integrationId } } } } } }`;
  const people = logins.map((login, index) =>
    part(`person${index}: collaborators(first: 1, login: $person${index}) { edges { permission node { login } } }`, {
      [`person${index}`]: { type: 'String!', value: login },
    }),
  );
  const variables = {
    owner: { type: 'String!', value: owner },
    repo: { type: 'String!', value: repo },
    base: { type: 'String!', value: `refs/heads/${base}` },
  };
  const asked = document('query', 'ForkStandings', [
    around('repository(owner: $owner, name: $repo) {\n', [part(rules, variables), ...people], '\n}'),
  ]);
  return Answer.parse((await client.query('ForkStandings', asked.text, asked.variables)).data).repository ?? {};
}

/** Null: not told. */
function permissionIn(found: unknown, login: string): SeenReview['permission'] | null {
  const edges = People.safeParse(found).data?.edges ?? [];
  const edge = edges.find((one) => one?.node.login.toLowerCase() === login.toLowerCase());
  return permissions.find((one) => one === edge?.permission.toLowerCase()) ?? null;
}

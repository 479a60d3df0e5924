// Which lists of the recent past GitHub has more of than were asked for: a cause among the rest must not be lost without a word.
import * as z from 'zod';
import { INCIDENTS, type PastWanted } from '../../core/mitigation/recent-past.ts';
import { compare, type Timestamp, timestamp } from '../../core/time.ts';

/** Asked of each list. */
export const pageInfo = 'pageInfo { hasNextPage }';

const Page = z.object({
  pageInfo: z.object({ hasNextPage: z.boolean() }),
  nodes: z.array(z.record(z.string(), z.unknown()).nullable()),
});
const Trunk = z.object({ target: z.record(z.string(), z.unknown()).nullish() });

/** By what each list is ordered, newest first. */
const ORDERED = { own: 'createdAt', all: 'createdAt', pullRequests: 'updatedAt', releases: 'createdAt' };
const NAMES = {
  own: 'deployments of the environment',
  all: 'deployments',
  pullRequests: 'merged pull requests',
  releases: 'releases',
};

/** `cut`: the lists, with how many were read; `unread` has the other incidents where older ones may matter. What nobody can tell of is not named: it is unread. */
export function cutIn(
  repository: Readonly<Record<string, unknown>>,
  { since, paths, accepted }: PastWanted,
): { readonly cut: readonly string[]; readonly unread: readonly string[] } {
  const keys = ['own', 'all', 'pullRequests', 'releases'] as const;
  const lists = keys.flatMap((key) => named(repository[key], ORDERED[key], since, NAMES[key]));
  const target = Trunk.safeParse(repository['defaultBranchRef']).data?.target ?? {};
  const configured = paths.flatMap((_path, index) =>
    named(target[`h${index}`], null, since, 'changes of the configuration'),
  );
  const oldest = lastOf(repository['own'], 'createdAt');
  const incidents = accepted.flatMap((_label, index) =>
    oldest === null ? [] : named(repository[`i${index}`], 'createdAt', oldest, INCIDENTS),
  );
  return { cut: [...new Set([...lists, ...configured])], unread: incidents.length > 0 ? [INCIDENTS] : [] };
}

/** The list has more, and what is left out may be younger than that. `by` null: all that it has is. */
function named(list: unknown, by: string | null, since: Timestamp, name: string): readonly string[] {
  const page = Page.safeParse(list).data;
  if (page?.pageInfo.hasNextPage !== true) return [];
  const last = by === null ? null : lastOf(list, by);
  return last !== null && compare(last, since) < 0 ? [] : [`${page.nodes.length} ${name}`];
}

function lastOf(list: unknown, by: string): Timestamp | null {
  const at = Page.safeParse(list).data?.nodes.at(-1)?.[by];
  return typeof at === 'string' ? timestamp(at) : null;
}

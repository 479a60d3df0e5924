// Lists with what is missing of them: a part that GitHub refused or did not answer is said, and never read as empty.
import * as z from 'zod';
import type { Lack, Listed } from '../../../core/hotfix/facts.ts';
import { GitHubRefused, GitHubUnavailable } from '../port.ts';

/** What a request gives; what it refuses or cannot be asked for is a list that lacks it. */
export async function listedBy<T>(ask: () => Promise<Listed<T>>): Promise<Listed<T>> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof GitHubRefused) return { items: [], lacks: 'refused' };
    // An answer that nobody understands is none.
    if (error instanceof GitHubUnavailable || error instanceof z.ZodError) return { items: [], lacks: 'unanswered' };
    throw error;
  }
}

/** Several as one: it lacks what any of them lacks, most lasting first. */
export function together<T>(...lists: readonly Listed<T>[]): Listed<T> {
  const lacks = lists.map((list) => list.lacks);
  const worst = (['refused', 'more', 'unanswered'] as const).find((one) => lacks.includes(one)) ?? null;
  return { items: lists.flatMap(({ items }) => items), lacks: worst };
}

/** The nodes of a connection. `hidden`: why what is null in it was not given. */
export function nodesOf<T, U>(
  nodes: readonly (T | null)[] | null | undefined,
  more: boolean,
  hidden: Lack,
  read: (node: T) => readonly U[],
): Listed<U> {
  if (nodes == null) return { items: [], lacks: hidden };
  const items = nodes.flatMap((node) => (node === null ? [] : read(node)));
  if (nodes.includes(null)) return { items, lacks: hidden };
  return { items, lacks: more ? 'more' : null };
}

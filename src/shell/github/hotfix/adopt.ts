// Looks at a pull request that somebody wants in the lane.
import * as z from 'zod';
import type { IssueRef } from '../../../core/incident/record.ts';
import type { Client } from '../client.ts';
import type { Place } from '../freeze/port.ts';
import { type EffectResult, GitHubRefused, type ReadyEffect } from '../port.ts';

const Pull = z.object({
  number: z.number().int(),
  html_url: z.string(),
  title: z.string(),
  state: z.enum(['open', 'closed']),
  merged: z.boolean().optional(),
  head: z.object({ ref: z.string(), sha: z.string(), repo: z.object({ full_name: z.string() }).nullish() }),
  base: z.object({ ref: z.string(), repo: z.object({ full_name: z.string() }) }),
});

/** As it stands, and who pushed to it before anybody knew that it is a hotfix; two requests. https://docs.github.com/en/rest/pulls/pulls#get-a-pull-request */
export async function lookAtPull(
  client: Client,
  { owner, repo }: IssueRef,
  { key, pull }: Extract<ReadyEffect, { kind: 'adopt-hotfix' }>,
): Promise<EffectResult> {
  try {
    const { data } = await client.get('GET /repos/{owner}/{repo}/pulls/{pull_number}', {
      owner,
      repo,
      pull_number: pull,
    });
    const { number, html_url: url, title, state, merged, head, base } = Pull.parse(data);
    const isHere = head.repo?.full_name === base.repo.full_name;
    const pushers = isHere ? await pushersOf(client, { owner, repo }, head.ref) : [];
    const seen = {
      number,
      url,
      title,
      branch: head.ref,
      base: base.ref,
      head: head.sha,
      state: merged === true ? ('merged' as const) : state,
      ...(pushers.length === 0 ? {} : { pushers: [...pushers] }),
    };
    return { key, ok: true, comment: null, pull: seen };
  } catch (error) {
    if (!(error instanceof GitHubRefused) || error.status !== 404) throw error;
    return { key, ok: false, fate: 'final', status: 404, message: `there is no pull request #${pull} here` };
  }
}

const Activity = z.object({ activity_type: z.string(), actor: z.object({ id: z.number().int() }).nullish() });

/** Whatever brought commits of its own to the branch. */
const PUSHES: readonly string[] = ['push', 'force_push', 'branch_creation'];

/** Accounts that pushed to a branch, of the newest hundred moves; none where GitHub does not tell. https://docs.github.com/en/rest/repos/repos#list-repository-activities */
export async function pushersOf(client: Client, place: Place, branch: string): Promise<readonly number[]> {
  try {
    const asked = { ...place, ref: `refs/heads/${branch}`, per_page: 100 };
    const { data } = await client.get('GET /repos/{owner}/{repo}/activity', asked);
    const moves = z.array(Activity).parse(data);
    const pushed = moves.flatMap(({ activity_type: type, actor }) => (PUSHES.includes(type) ? (actor?.id ?? []) : []));
    return [...new Set(pushed)];
  } catch (error) {
    if (!(error instanceof GitHubRefused)) throw error;
    return [];
  }
}

// Looks at a pull request that somebody wants in the lane.
import * as z from 'zod';
import type { IssueRef } from '../../../core/incident/record.ts';
import type { Client } from '../client.ts';
import { type EffectResult, GitHubRefused, type ReadyEffect } from '../port.ts';

const Pull = z.object({
  number: z.number().int(),
  html_url: z.string(),
  title: z.string(),
  state: z.enum(['open', 'closed']),
  merged: z.boolean().optional(),
  head: z.object({ ref: z.string(), sha: z.string() }),
  base: z.object({ ref: z.string() }),
});

/** As it stands; one request. https://docs.github.com/en/rest/pulls/pulls#get-a-pull-request */
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
    const seen = {
      number,
      url,
      title,
      branch: head.ref,
      base: base.ref,
      head: head.sha,
      state: merged === true ? ('merged' as const) : state,
    };
    return { key, ok: true, comment: null, pull: seen };
  } catch (error) {
    if (!(error instanceof GitHubRefused) || error.status !== 404) throw error;
    return { key, ok: false, fate: 'final', status: 404, message: `there is no pull request #${pull} here` };
  }
}

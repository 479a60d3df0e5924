// `GET /app` as the credential check wants it: known, refused, or not said.
import type { ProbotOctokit } from 'probot';
import * as z from 'zod';
import type { Asked } from '../health/credential-check.ts';

const App = z.object({
  permissions: z.record(z.string(), z.string()).default({}),
  events: z.array(z.string()).default([]),
});

/** Never throws. A private key that cannot sign counts as refused. https://docs.github.com/en/rest/apps/apps#get-the-authenticated-app */
export async function askApp(octokit: () => Promise<ProbotOctokit>): Promise<Asked> {
  try {
    const asking = await octokit();
    const asked = Date.now();
    const { data, headers } = await asking.request('GET /app');
    return { kind: 'known', app: App.parse(data), ...aheadOf(headers.date, asked, Date.now()) };
  } catch (error) {
    const status = error instanceof Error && 'status' in error ? Number(error.status) : 500;
    const why = error instanceof Error ? error.message : String(error);
    return { kind: status === 401 || status === 404 ? 'refused' : 'unreachable', why };
  }
}

/** GitHub's time was somewhere between ours of the question and of the answer, or the clocks differ by at least the rest. */
function aheadOf(date: string | undefined, asked: number, answered: number): { readonly ahead?: number } {
  const theirs = Date.parse(date ?? '');
  if (Number.isNaN(theirs)) return {};
  return { ahead: (Math.max(asked - theirs, 0) + Math.min(answered - theirs, 0)) / 1000 };
}

// What the probes of a run printed, from the logs of its jobs. A line of output cannot be taken for the head of a probe: it stands behind `| `.
import * as z from 'zod';
import type { IssueRef } from '../../core/incident/record.ts';
import type { ProbeSeen } from '../../core/mitigation/run-seen.ts';
import type { Client } from './client.ts';

const Jobs = z.object({ jobs: z.array(z.object({ id: z.number().int() })) });

/** More jobs than these no log is read of, and of each log no more than this, its end. */
const MOST_JOBS = 5;
const LONGEST_LOG = 1_000_000;
const MOST_LINES = 1000;

/** Throws what reads throw: GitHub has a log a little later than the end. */
export async function probesOf(client: Client, { owner, repo }: IssueRef, run: number): Promise<readonly ProbeSeen[]> {
  const asked = { owner, repo, run_id: run, per_page: MOST_JOBS };
  const { jobs } = Jobs.parse((await client.get('GET /repos/{owner}/{repo}/actions/runs/{run_id}/jobs', asked)).data);
  const logs = await Promise.all(
    jobs.map(({ id }) =>
      client.get('GET /repos/{owner}/{repo}/actions/jobs/{job_id}/logs', { owner, repo, job_id: id }),
    ),
  );
  return logs.flatMap(({ data }) => probesIn(z.string().parse(data).slice(-LONGEST_LOG)));
}

/** GitHub puts the time before each line. */
const STAMP = /^\uFEFF?\d{4}-\d\d-\d\dT[\d:.]+Z /;
const HEAD = /^probe: ([a-z0-9][a-z0-9_-]{0,39}) (ok|failed)$/;

/** The probes of a log, each with the newest lines behind its head. */
export function probesIn(log: string): readonly ProbeSeen[] {
  const found: { id: string; ok: boolean; lines: string[] }[] = [];
  for (const stamped of log.split(/\r?\n/)) {
    const line = stamped.replace(STAMP, '');
    const head = HEAD.exec(line);
    if (head?.[1] !== undefined) found.push({ id: head[1], ok: head[2] === 'ok', lines: [] });
    else if (line.startsWith('| ') || line === '|') found.at(-1)?.lines.push(line.slice(2));
  }
  return found.map(({ lines, ...probe }) => ({ ...probe, lines: lines.slice(-MOST_LINES) }));
}

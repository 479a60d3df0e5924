// The error rate that the step of its check printed, from the log of its job. Whatever else the run prints must not be taken for it: the line stands alone, in the time of that step, and nothing else in the log says so.
import * as z from 'zod';
import type { IssueRef } from '../../core/incident/record.ts';
import { rateInLine } from '../../core/mitigation/measuring.ts';
import { plainly } from '../../core/mitigation/verification.ts';
import type { Client } from './client.ts';

const Time = z.string().nullish();
const Step = z.object({ name: z.string(), conclusion: z.string().nullish(), started_at: Time, completed_at: Time });
const Jobs = z.object({ jobs: z.array(z.object({ id: z.number().int(), steps: z.array(Step).nullish() })) });

/** Of a log no more than this is read, its end. */
const LONGEST_LOG = 1_000_000;

/** When a step ran, to the second, as GitHub tells it. */
export type StepTime = { readonly from: string; readonly to: string };

/** Null where no step has one of the names, several have, or it printed none. Throws what reads throw. */
export async function measuredBy(
  client: Client,
  { owner, repo }: IssueRef,
  run: number,
  names: readonly string[],
): Promise<number | null> {
  const asked = { owner, repo, run_id: run, per_page: 100 };
  const { jobs } = Jobs.parse((await client.get('GET /repos/{owner}/{repo}/actions/runs/{run_id}/jobs', asked)).data);
  const wanted = names.map(plainly);
  const [found, ...others] = jobs.flatMap(({ id, steps }) =>
    (steps ?? []).flatMap(({ name, conclusion, started_at: from, completed_at: to }) =>
      wanted.includes(plainly(name)) && conclusion !== 'skipped' && from != null && to != null
        ? [{ id, time: { from, to } }]
        : [],
    ),
  );
  if (found === undefined || others.length > 0) return null;
  const route = 'GET /repos/{owner}/{repo}/actions/jobs/{job_id}/logs';
  const { data } = await client.get(route, { owner, repo, job_id: found.id });
  return measuredIn(z.string().parse(data).slice(-LONGEST_LOG), found.time);
}

/** GitHub puts the time before each line. */
const STAMPED = /^\uFEFF?(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)[\d.]*Z (.*)$/;
/** To the second. */
const SECOND = 19;

/** The rate in the log of a job; null where no line of the step says one, or a second line of the log does. */
export function measuredIn(log: string, { from, to }: StepTime): number | null {
  const said = log.split(/\r?\n/).flatMap((stamped) => {
    const [, at = '', line = ''] = STAMPED.exec(stamped) ?? [];
    const rate = rateInLine(line);
    return rate === null ? [] : [{ at, rate }];
  });
  const [only, ...others] = said;
  if (only === undefined || others.length > 0) return null;
  return only.at >= from.slice(0, SECOND) && only.at <= to.slice(0, SECOND) ? only.rate : null;
}

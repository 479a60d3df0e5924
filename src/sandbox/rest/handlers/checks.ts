// REST: check runs and check suites.
import * as z from 'zod';
import { readCommit } from '../../git/index.ts';
import { folderOf } from '../../git-host.ts';
import { checkedCommit } from '../../pulls/checked-commit.ts';
import { type CheckAnnotation, type CheckSuite, checkConclusions, checkStatuses } from '../../state/check.ts';
import {
  type CheckRunInput,
  checkRunIn,
  createCheckRun,
  demandChecks,
  latestRuns,
  runsOf,
  suiteFor,
  suitesAt,
  updateCheckRun,
} from '../../state/checks.ts';
import { notFound, Refusal } from '../../state/refusal.ts';
import {
  type Answer,
  type Asked,
  actorOf,
  bodyAs,
  created,
  numberParam,
  ok,
  param,
  queryText,
  repositoryFor,
} from '../exchange.ts';
import { slice } from '../page.ts';
import { annotationShape, checkRunShape, checkSuiteShape } from '../shapes/checks.ts';

const Annotation = z.object({
  path: z.string(),
  start_line: z.number(),
  end_line: z.number(),
  start_column: z.number().nullish(),
  end_column: z.number().nullish(),
  annotation_level: z.enum(['notice', 'warning', 'failure']),
  message: z.string(),
  title: z.string().nullish(),
  raw_details: z.string().nullish(),
});

const ChangedRun = z.object({
  name: z.string().optional(),
  status: z.enum(checkStatuses).optional(),
  conclusion: z.enum(checkConclusions).optional(),
  external_id: z.string().optional(),
  details_url: z.string().optional(),
  started_at: z.string().optional(),
  completed_at: z.string().optional(),
  output: z
    .object({
      title: z.string().optional(),
      summary: z.string().optional(),
      text: z.string().optional(),
      annotations: z.array(Annotation).optional(),
      images: z.array(z.unknown()).optional(),
    })
    .optional(),
  actions: z.array(z.unknown()).optional(),
});
const NewRun = ChangedRun.extend({ name: z.string(), head_sha: z.string() });

function inputOf(body: z.infer<typeof ChangedRun>): Omit<CheckRunInput, 'name'> {
  const { annotations = [], images = [], ...output } = body.output ?? {};
  if (images.length > 0 || (body.actions ?? []).length > 0)
    throw new Refusal(501, 'The sandbox does not implement images and actions of check runs.');
  return {
    status: body.status,
    conclusion: body.conclusion,
    externalId: body.external_id,
    detailsUrl: body.details_url,
    startedAt: body.started_at,
    completedAt: body.completed_at,
    output,
    annotations: annotations.map(annotationOf),
  };
}

function annotationOf(given: z.infer<typeof Annotation>): CheckAnnotation {
  return {
    path: given.path,
    startLine: given.start_line,
    endLine: given.end_line,
    startColumn: given.start_column ?? null,
    endColumn: given.end_column ?? null,
    level: given.annotation_level,
    message: given.message,
    title: given.title ?? null,
    rawDetails: given.raw_details ?? null,
  };
}

/** `POST /repos/{owner}/{repo}/check-runs`: for apps only. */
export async function create(asked: Asked): Promise<Answer> {
  const repository = repositoryFor(asked);
  const actor = demandChecks(asked.store, actorOf(asked), repository);
  const body = bodyAs(asked, NewRun);
  const checked = await checkedCommit(asked.store, repository, body.head_sha);
  const run = createCheckRun(asked.store, actor, repository, { ...inputOf(body), name: body.name, ...checked });
  return created(checkRunShape(asked.store, run));
}

/** `PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}`: for the app that made it. */
export function update(asked: Asked): Answer {
  const run = checkRunIn(asked.store, repositoryFor(asked), numberParam(asked, 'check_run_id'));
  const { name, ...body } = bodyAs(asked, ChangedRun);
  const input = { ...inputOf(body), ...(name === undefined ? {} : { name }) };
  return ok(checkRunShape(asked.store, updateCheckRun(asked.store, actorOf(asked), run, input)));
}

/** `GET /repos/{owner}/{repo}/check-runs/{check_run_id}`. */
export function get(asked: Asked): Answer {
  const run = checkRunIn(asked.store, repositoryFor(asked, 'checks'), numberParam(asked, 'check_run_id'));
  return ok(checkRunShape(asked.store, run));
}

/** `GET /repos/{owner}/{repo}/check-runs/{check_run_id}/annotations`. */
export function listAnnotations(asked: Asked): Answer {
  const repository = repositoryFor(asked, 'checks');
  const run = checkRunIn(asked.store, repository, numberParam(asked, 'check_run_id'));
  const { items, headers } = slice(asked, run.annotations);
  return { status: 200, body: items.map((one) => annotationShape(asked.store, repository, run, one)), headers };
}

/** `GET …/commits/{ref}/check-runs`: the newest of each name, unless `filter=all`. */
export async function listForRef(asked: Asked): Promise<Answer> {
  return pageOfRuns(asked, await suitesOfRef(asked));
}

/** `GET …/check-suites/{check_suite_id}/check-runs`. */
export function listForSuite(asked: Asked): Answer {
  return pageOfRuns(asked, [suiteIn(asked)]);
}

function pageOfRuns(asked: Asked, suites: readonly CheckSuite[]): Answer {
  const whole = queryText(asked, 'filter') === 'all';
  const wanted = (name: string, value: string) => [undefined, value].includes(queryText(asked, name));
  const found = suites
    .flatMap((suite) => (whole ? runsOf(asked.store, suite) : latestRuns(asked.store, suite)))
    .filter((run) => wanted('check_name', run.name) && wanted('status', run.status));
  const { items, headers } = slice(asked, found.toReversed());
  const body = { total_count: found.length, check_runs: items.map((run) => checkRunShape(asked.store, run)) };
  return { status: 200, body, headers };
}

async function suitesOfRef(asked: Asked): Promise<readonly CheckSuite[]> {
  const repository = repositoryFor(asked, 'checks');
  const commit = await readCommit(folderOf(asked.store, repository), param(asked, 'ref'));
  if (commit === null) throw new Refusal(422, `No commit found for SHA: ${param(asked, 'ref')}`);
  const app = queryText(asked, 'app_id');
  return suitesAt(asked.store, repository, commit.oid).filter(({ appId }) => [undefined, String(appId)].includes(app));
}

/** `GET …/commits/{ref}/check-suites`. */
export async function listSuitesForRef(asked: Asked): Promise<Answer> {
  const name = queryText(asked, 'check_name');
  const found = (await suitesOfRef(asked)).filter(
    (suite) => name === undefined || runsOf(asked.store, suite).some((run) => run.name === name),
  );
  const { items, headers } = slice(asked, found);
  const suites = items.map((suite) => checkSuiteShape(asked.store, suite));
  return { status: 200, body: { total_count: found.length, check_suites: suites }, headers };
}

function suiteIn(asked: Asked): CheckSuite {
  const suite = asked.store.checkSuites.get(numberParam(asked, 'check_suite_id'));
  if (suite?.repositoryId !== repositoryFor(asked, 'checks').id) throw notFound();
  return suite;
}

/** `GET /repos/{owner}/{repo}/check-suites/{check_suite_id}`. */
export function getSuite(asked: Asked): Answer {
  return ok(checkSuiteShape(asked.store, suiteIn(asked)));
}

/** `POST /repos/{owner}/{repo}/check-suites`: 200 for one that is there already. */
export async function createSuite(asked: Asked): Promise<Answer> {
  const repository = repositoryFor(asked);
  const { app } = demandChecks(asked.store, actorOf(asked), repository);
  const { head_sha } = bodyAs(asked, z.object({ head_sha: z.string() }));
  const checked = await checkedCommit(asked.store, repository, head_sha);
  const before = suitesAt(asked.store, repository, head_sha).some(({ appId }) => appId === app.id);
  const body = checkSuiteShape(asked.store, suiteFor(asked.store, app, repository, checked));
  return before ? ok(body) : created(body);
}

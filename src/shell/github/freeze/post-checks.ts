// Checks are posted by twenty in one document, after what is more urgent; a lost answer is found again in the list. One with annotations goes alone: it may be large.
import * as z from 'zod';
import type { CheckToPost } from '../../../core/mitigation/freeze-checks.ts';
import type { Annotation } from '../../../core/proposal/check-output.ts';
import type { Client } from '../client.ts';
import { document, type Part, part } from '../document.ts';
import { type GraphqlError, mayPass, statusOf } from '../graphql-answer.ts';
import { GitHubRefused, GitHubUnavailable } from '../port.ts';
import { isGraphqlRateLimit } from '../rate-limit.ts';
import type { Posted } from './port.ts';

const Data = z.record(z.string(), z.unknown()).catch({});

/** As `sendChecks`. */
export async function postChecks(
  client: Client,
  repository: string,
  checks: readonly CheckToPost[],
): Promise<readonly Posted[]> {
  return (await sendChecks(client, repository, checks)).map((id) => (id === null ? 'lost' : 'posted'));
}

const Made = z.object({ checkRun: z.object({ id: z.string() }) });

/** Their GraphQL ids, null where the commit or the check is gone. Throws `GitHubUnavailable` when some of it may not have been done: the list says what was. `repository`: its GraphQL id. */
export async function sendChecks(
  client: Client,
  repository: string,
  checks: readonly CheckToPost[],
): Promise<readonly (string | null)[]> {
  // How GitHub counts the checks of one document is not documented: it is one request (decision 0026).
  const notBefore = client.budget.spend('decoration', 1);
  if (notBefore !== null) throw new GitHubUnavailable('Our share of the budget is spent.', { retryAt: notBefore });
  const asked = document(
    'mutation',
    'PostChecks',
    checks.map((check, index) => mutationOf(check, repository, index)),
  );
  const written = await client.mutate('decoration', 'PostChecks', asked.text, asked.variables);
  if (written.kind === 'unanswered') throw new GitHubUnavailable(written.message, { status: written.status });
  const { data, errors } = written.answer;
  const whole = errors.find(({ path }) => path.length === 0);
  return checks.map((_check, index) => {
    const alias = `c${index}`;
    const own = errors.find(({ path }) => path[0] === alias) ?? whole;
    if (own !== undefined) return failed(client, own);
    const made = Made.safeParse(Data.parse(data)[alias]);
    if (!made.success) throw new GitHubUnavailable('GitHub answered nothing for a check.');
    return made.data.checkRun.id;
  });
}

function failed(client: Client, error: GraphqlError): null {
  if (isGraphqlRateLimit(error))
    throw new GitHubUnavailable(error.message, { retryAt: client.budget.pausedUntil('decoration'), status: 429 });
  if (mayPass(error)) throw new GitHubUnavailable(error.message, { status: 200 });
  const status = statusOf(error);
  // The commit or the check is gone, which happens while a branch is pushed to.
  if (status === 404 || status === 422) return null;
  throw new GitHubRefused(error.message, status);
}

const STATES = {
  waiting: { status: 'IN_PROGRESS' },
  passed: { status: 'COMPLETED', conclusion: 'SUCCESS' },
  failed: { status: 'COMPLETED', conclusion: 'FAILURE' },
  neutral: { status: 'COMPLETED', conclusion: 'NEUTRAL' },
} as const;

function mutationOf(check: CheckToPost, repository: string, index: number): Part {
  const variable = `check${index}`;
  const { sha, id, note, state, title, summary, url, annotations = [] } = check;
  const shown = {
    repositoryId: repository,
    name: check.name,
    externalId: note,
    output: { title, summary, ...(annotations.length === 0 ? {} : { annotations: annotations.map(inGraphql) }) },
    ...(url === null ? {} : { detailsUrl: url }),
    ...STATES[state],
  };
  if (id === null) {
    const input = { type: 'CreateCheckRunInput!', value: { ...shown, headSha: sha } };
    return part(`c${index}: createCheckRun(input: $${variable}) { checkRun { id } }`, { [variable]: input });
  }
  const input = { type: 'UpdateCheckRunInput!', value: { ...shown, checkRunId: id } };
  return part(`c${index}: updateCheckRun(input: $${variable}) { checkRun { id } }`, { [variable]: input });
}

/** https://docs.github.com/en/graphql/reference/input-objects#checkannotationdata */
function inGraphql(one: Annotation) {
  return {
    path: one.path,
    location: {
      startLine: one.start_line,
      endLine: one.end_line,
      startColumn: one.start_column,
      endColumn: one.end_column,
    },
    annotationLevel: one.annotation_level.toUpperCase(),
    title: one.title,
    message: one.message,
    ...(one.raw_details === undefined ? {} : { rawDetails: one.raw_details }),
  };
}

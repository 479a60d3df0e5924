// Answers one REST request: matches it to GitHub's operations, holds request and answer to GitHub's description, and turns refusals into GitHub's errors.
import type { Runs } from '../actions/runs.ts';
import { type OperationInUse, operationsInUse } from '../descriptions/in-use.ts';
import { restDescription } from '../descriptions/load.ts';
import type { Meter } from '../meter.ts';
import type { Caller } from '../state/actor.ts';
import { notFound, Refusal } from '../state/refusal.ts';
import type { Store } from '../state/store.ts';
import { type MatchedOperation, readQuery, validateRequest, validateResponse } from '../validate/index.ts';
import type { Hooks } from '../webhooks/deliver.ts';
import type { Answer, Asked } from './exchange.ts';
import { handlers } from './handlers/table.ts';

/** A request after authentication; `matched` null is a path that GitHub does not have. */
export type RestRequest = {
  readonly matched: MatchedOperation | null;
  readonly method: string;
  readonly target: string;
  readonly query: Readonly<Record<string, string | readonly string[]>>;
  readonly body: unknown;
  readonly accept: string;
};

/** Where the sandbox is asked: its state, its sending half, what runs, and by whom. */
export type Surroundings = {
  readonly store: Store;
  readonly hooks: Hooks;
  readonly meter: Meter;
  readonly runs: Runs;
  readonly caller: Caller;
};

/** The answer; a refusal becomes an error answer, anything else that fails is ours and rejects. */
export async function answerRest(around: Surroundings, request: RestRequest): Promise<Answer> {
  const { matched } = request;
  if (matched === null) throw notFound();
  const { operationId } = matched;
  const handler = isInUse(operationId) ? handlers[operationId] : undefined;
  if (handler === undefined) return notImplemented(request.method, matched);
  const { params } = matched;
  const problems = validateRequest(operationId, { params, query: request.query, body: request.body });
  if (problems.length > 0) throw invalidRequest(problems);
  const { method, target, body, accept } = request;
  const query = readQuery(operationId, request.query);
  const asked: Asked = { ...around, operationId, method, target, params, query, body, accept };
  const answer = await handler(asked);
  return checked(around.store, operationId, answer);
}

function isInUse(operationId: string): operationId is OperationInUse {
  return operationsInUse.some((one) => one === operationId);
}

function notImplemented(method: string, matched: MatchedOperation): Answer {
  const message = `The sandbox does not implement ${matched.operationId} (${method} ${matched.template}).`;
  return { status: 501, body: { message, documentation_url: 'docs/sandbox.md', status: '501' } };
}

/** GitHub's own words for a request that does not fit its description. */
function invalidRequest(problems: readonly { place: string; path: string; message: string }[]): Refusal {
  const lines = problems.map(({ place, path, message }) => `${place}${path} ${message}`);
  return new Refusal(422, `Invalid request.\n\n${lines.join('\n')}`);
}

/** An answer of ours that GitHub would never give is a fault of the sandbox: 500, and kept as a violation. */
function checked(store: Store, operationId: string, answer: Answer): Answer {
  if (answer.text !== undefined) return answer;
  const problems = validateResponse(operationId, answer.status, answer.body);
  if (problems.length === 0) return answer;
  store.violations.push({ what: `answer ${answer.status} of ${operationId}`, problems });
  const message = `The sandbox's answer to ${operationId} is not what GitHub describes: ${JSON.stringify(problems)}`;
  return { status: 500, body: { message, status: '500' } };
}

/** A refusal as GitHub answers it. */
export function refusalAnswer(refusal: Refusal, operationId: string | null): Answer {
  const docs = operationId === null ? undefined : restDescription().operations[operationId]?.docs;
  const { message, status, errors } = refusal;
  const moved = status === 301 || status === 307 ? { url: refusal.headers['location'] } : {};
  const body = {
    message,
    ...(errors === undefined ? {} : { errors }),
    ...moved,
    documentation_url: docs ?? 'https://docs.github.com/rest',
    status: String(status),
  };
  return { status, body, headers: refusal.headers };
}

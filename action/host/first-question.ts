// The first question of a run, on its way before anything is loaded that asks GitHub: Node takes 60 ms to load `fetch`, and the schemas take longer.
import type { IncomingMessage, RequestOptions } from 'node:http';
import type { CommonInputs } from './runner.ts';

/** A GraphQL query: to ask it twice changes nothing. */
export type Question = { readonly text: string; readonly variables?: Readonly<Record<string, unknown>> };

/** Neither rejects. `sent`: all of it is on its way, or will never be. `answer`: the data; null where it is not whole and without errors, so that the usual client asks again, which has patience, and words for what goes wrong. */
export type Asked = { readonly sent: Promise<void>; readonly answer: Promise<object | null> };

/** As that of the usual client. Milliseconds. */
const PATIENCE = 10_000;

/** No answer to a first question is as long. Bytes. */
const LONGEST = 10_000_000;

type Where = Pick<CommonInputs, 'token' | 'apiUrl'>;

/** One request, by which no redirect is followed, on a connection that ends with it. `signal` gives it up. */
export function askFirst(where: Where, question: Question, signal: AbortSignal = AbortSignal.timeout(PATIENCE)): Asked {
  const { promise: sent, resolve: isSent } = Promise.withResolvers<void>();
  const answer = ask(where, question, signal, isSent).catch(() => null);
  answer.then(() => isSent());
  return { sent, answer };
}

async function ask(where: Where, question: Question, signal: AbortSignal, sent: () => void): Promise<object | null> {
  if (isBehindProxy()) return null;
  const response = await responseTo(where, question, signal, sent);
  const text = response.statusCode === 200 ? await wholeOf(response) : null;
  response.destroy();
  return text === null ? null : dataIn(JSON.parse(text));
}

/** Then `fetch` knows the way, in every version of Node 24: https://nodejs.org/docs/latest-v24.x/api/http.html#built-in-proxy-support */
function isBehindProxy(): boolean {
  const { NODE_USE_ENV_PROXY: asked, NODE_OPTIONS: options } = process.env;
  return Boolean(asked) || [options, ...process.execArgv].some((one) => one?.includes('--use-env-proxy'));
}

function responseTo(
  { token, apiUrl }: Where,
  { text, variables }: Question,
  signal: AbortSignal,
  sent: () => void,
): Promise<IncomingMessage> {
  const body = JSON.stringify({ query: text, variables });
  const options = { method: 'POST', headers: headersOf(token, body), signal };
  return new Promise((resolve, reject) => {
    const request = requestOf(graphqlOf(apiUrl), options)
      .on('response', resolve)
      .on('error', reject)
      .on('finish', sent);
    // After a change of protocols there is neither a response nor an error.
    request.on('close', () => reject(new Error('closed without a response'))).end(body);
  });
}

/** Not by `import`: its list of what `node:http` has would load `fetch` and the rest of it. The agent is Node's own, whose idle connections hold no process. */
function requestOf(address: URL, options: RequestOptions) {
  if (address.protocol === 'http:') return process.getBuiltinModule('node:http').request(address, options);
  return process.getBuiltinModule('node:https').request(address, options);
}

/** Beside REST, as Octokit finds it: `/graphql`, and of GitHub Enterprise Server, `/api/graphql` beside `/api/v3`. */
function graphqlOf(apiUrl: string): URL {
  return new URL(`${apiUrl.replace(/\/+$/, '').replace(/\/api\/v3$/, '/api')}/graphql`);
}

/** As Octokit writes them. */
function headersOf(token: string, body: string) {
  return {
    accept: 'application/vnd.github.v3+json',
    authorization: `${token.split('.').length === 3 ? 'bearer' : 'token'} ${token}`,
    connection: 'close',
    'content-length': Buffer.byteLength(body),
    'content-type': 'application/json; charset=utf-8',
    'user-agent': 'Firebreak',
  };
}

/** Null where it is too long; throws where its end does not come. */
async function wholeOf(response: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > LONGEST) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

function dataIn(answer: { readonly data?: unknown; readonly errors?: unknown } | null): object | null {
  if (answer === null || answer.errors !== undefined) return null;
  return typeof answer.data === 'object' && !Array.isArray(answer.data) ? answer.data : null;
}

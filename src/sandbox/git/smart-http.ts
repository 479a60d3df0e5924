/** Serves repositories to an unmodified git over smart HTTP: clone, fetch and push, with the answers that GitHub gives to who may not. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { listRefs, type Ref } from './refs.ts';
import { type GitFolder, inTurn, spawnGit } from './run.ts';

/** What git sent as Basic authentication; a token is accepted as either part, as on GitHub. */
export type GitCredentials = { readonly username: string; readonly password: string };

/** A reference that a push moved; null for a side on which it does not exist. */
export type RefUpdate = { readonly ref: string; readonly before: string | null; readonly after: string | null };

/**
 * What somebody may do with a repository: `unauthenticated` = the credentials are wrong, `hidden` = it does not exist for them.
 * `A` is the host's own word for who they are.
 */
export type GitAccess<A> =
  | 'unauthenticated'
  | 'hidden'
  | { readonly folder: GitFolder; readonly actor: A | null; readonly write: boolean };

/** What the server of repositories must know about its surroundings. */
export type GitHost<A> = {
  readonly access: (
    credentials: GitCredentials | null,
    owner: string,
    name: string,
  ) => GitAccess<A> | Promise<GitAccess<A>>;
  /** Called after a push that moved references and before git is told, so that its webhooks are already on their way. */
  readonly onPush: (push: {
    readonly owner: string;
    readonly name: string;
    readonly actor: A;
    readonly updates: readonly RefUpdate[];
  }) => void | Promise<void>;
};

type Service = 'upload-pack' | 'receive-pack';
type Asked = { readonly owner: string; readonly name: string; readonly service: Service; readonly advertise: boolean };

/** Answers a request if it is one of git's (`/owner/name.git/info/refs?service=…`, `/git-upload-pack`, `/git-receive-pack`); false when it is not. */
export async function serveGit<A>(
  host: GitHost<A>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const asked = readRequest(request);
  if (asked === null) return false;
  const credentials = readCredentials(request.headers.authorization);
  const access = await host.access(credentials, asked.owner, asked.name);
  if (access === 'unauthenticated') return refuse(response, 401, 'Invalid username or token.');
  if (access === 'hidden') {
    return credentials === null
      ? refuse(response, 401, 'No anonymous access.')
      : refuse(response, 404, 'Repository not found.');
  }
  if (asked.service === 'upload-pack') return answer(access.folder, asked, request, response);
  if (access.actor === null) return refuse(response, 401, 'No anonymous write access.');
  if (!access.write) return refuse(response, 403, `Permission to ${asked.owner}/${asked.name}.git denied.`);
  if (asked.advertise) return answer(access.folder, asked, request, response);
  return receive(host, { ...access, actor: access.actor }, asked, request, response);
}

function readRequest(request: IncomingMessage): Asked | null {
  const url = new URL(request.url ?? '/', 'http://sandbox.invalid');
  const found = /^\/([\w.-]+)\/([\w.-]+?)(?:\.git)?\/(info\/refs|git-upload-pack|git-receive-pack)$/.exec(url.pathname);
  if (found === null) return null;
  const [, owner = '', name = '', action = ''] = found;
  const advertise = action === 'info/refs';
  const service = (advertise ? url.searchParams.get('service') : action)?.replace(/^git-/, '');
  if (service !== 'upload-pack' && service !== 'receive-pack') return null;
  if (request.method !== (advertise ? 'GET' : 'POST')) return null;
  return { owner, name, service, advertise };
}

function readCredentials(header: string | undefined): GitCredentials | null {
  const encoded = /^Basic (.+)$/i.exec(header ?? '')?.[1];
  if (encoded === undefined) return null;
  const [username = '', ...rest] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
  return { username, password: rest.join(':') };
}

function refuse(response: ServerResponse, status: 401 | 403 | 404, text: string): true {
  if (status === 401) response.setHeader('www-authenticate', 'Basic realm="GitHub"');
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(`${text}\n`);
  return true;
}

async function answer(
  folder: GitFolder,
  asked: Asked,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<true> {
  const child = startService(folder, asked, request);
  const kind = asked.advertise ? 'advertisement' : 'result';
  response.writeHead(200, {
    'content-type': `application/x-git-${asked.service}-${kind}`,
    'cache-control': 'no-cache',
  });
  if (asked.advertise) response.write(preamble(asked.service));
  await Promise.all([
    feed(request, child.stdin, asked.advertise),
    pipeline(child.stdout, response).catch(() => undefined),
  ]);
  return true;
}

async function receive<A>(
  host: GitHost<A>,
  access: { readonly folder: GitFolder; readonly actor: A },
  asked: Asked,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<true> {
  const { folder, actor } = access;
  const { report, updates } = await inTurn(folder, async () => {
    const before = await listRefs(folder);
    const child = startService(folder, asked, request);
    const [printed] = await Promise.all([collect(child.stdout), feed(request, child.stdin, false)]);
    return { report: printed, updates: differences(before, await listRefs(folder)) };
  });
  if (updates.length > 0) await host.onPush({ owner: asked.owner, name: asked.name, actor, updates });
  response.writeHead(200, { 'content-type': 'application/x-git-receive-pack-result', 'cache-control': 'no-cache' });
  response.end(report);
  return true;
}

function startService(folder: GitFolder, asked: Asked, request: IncomingMessage) {
  const protocol = request.headers['git-protocol'];
  const plain = typeof protocol === 'string' && /^version=[012]$/.test(protocol);
  const mode = asked.advertise ? ['--http-backend-info-refs'] : [];
  const child = spawnGit(
    folder,
    [asked.service, '--stateless-rpc', ...mode, folder],
    plain ? { GIT_PROTOCOL: protocol } : {},
  );
  child.stderr.resume();
  return child;
}

/** The line that smart HTTP puts before the advertisement: a pkt-line and a flush. */
function preamble(service: Service): string {
  const line = `# service=git-${service}\n`;
  return `${(line.length + 4).toString(16).padStart(4, '0')}${line}0000`;
}

async function feed(request: IncomingMessage, input: NodeJS.WritableStream, empty: boolean): Promise<void> {
  if (empty) {
    input.end();
    return;
  }
  const zipped = request.headers['content-encoding'] === 'gzip';
  // Git may end before it has read everything (a refused pack): that is its answer, not our failure.
  await (zipped ? pipeline(request, createGunzip(), input) : pipeline(request, input)).catch(() => undefined);
}

async function collect(stream: NodeJS.ReadableStream): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

function differences(before: readonly Ref[], after: readonly Ref[]): readonly RefUpdate[] {
  const old = new Map(before.map(({ ref, oid }) => [ref, oid]));
  const now = new Map(after.map(({ ref, oid }) => [ref, oid]));
  return [...new Set([...old.keys(), ...now.keys()])]
    .map((ref) => ({ ref, before: old.get(ref) ?? null, after: now.get(ref) ?? null }))
    .filter((update) => update.before !== update.after);
}

// Runs an Action on a pull request of the sandbox, with a token that may only read, and reads its log as the runner does.
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { onTestFinished } from 'vitest';
import { commit } from '../sandbox/support/changes.ts';
import { as } from '../sandbox/support/local-github.ts';
import type { Pull } from './lane.ts';
import type { Story } from './story.ts';
import { type RunResult, runAction, type WorkflowEvent } from './workflow-run.ts';

/** A command that the runner takes from a log. */
export type Command = {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
};

export type PullRun = RunResult & { readonly commands: readonly Command[]; readonly requests: number };

/** Pushes these files to a branch and proposes it; the pull request. */
export async function propose(story: Story, files: Readonly<Record<string, string>>, branch = 'change'): Promise<Pull> {
  await write(story, files, branch);
  const { data } = await story.api('responder', 'POST', '/repos/acme/shop/pulls', {
    title: 'A change',
    head: branch,
    base: 'main',
  });
  return data as Pull;
}

/** Pushes to a branch. */
export async function write(story: Story, files: Readonly<Record<string, string>>, branch = 'change'): Promise<void> {
  for (const [path, text] of Object.entries(files)) await commit(as(story.sandbox, 'responder'), branch, path, text);
}

/** Somebody without rights proposes these files from their fork, and with `links` symbolic links, by git, which takes any name. */
export async function proposeFromFork(
  story: Story,
  files: Readonly<Record<string, string>>,
  links: Readonly<Record<string, string>>,
): Promise<Pull> {
  const visitor = as(story.sandbox, 'visitor');
  await visitor('POST', '/repos/acme/shop/forks');
  const cwd = await mkdtemp(join(tmpdir(), 'fork-'));
  onTestFinished(() => rm(cwd, { recursive: true, force: true }));
  const address = `${story.sandbox.url}/visitor/shop.git`.replace('//', `//visitor:${story.sandbox.tokens.visitor}@`);
  const git = (...args: string[]) =>
    promisify(execFile)('git', ['-c', 'user.name=x', '-c', 'user.email=x@elsewhere.example', ...args], { cwd });
  await git('clone', '--quiet', address, '.');
  await git('checkout', '--quiet', '-b', 'change');
  for (const path of [...Object.keys(files), ...Object.keys(links)])
    await mkdir(dirname(join(cwd, path)), { recursive: true });
  for (const [path, text] of Object.entries(files)) await writeFile(join(cwd, path), text);
  for (const [path, to] of Object.entries(links)) await symlink(to, join(cwd, path));
  await git('add', '.');
  await git('commit', '--quiet', '-m', 'A change from outside');
  await git('push', '--quiet', 'origin', 'change');
  const made = await visitor('POST', '/repos/acme/shop/pulls', {
    title: 'A change from outside',
    head: 'visitor:change',
    base: 'main',
  });
  return made.body;
}

/** The run of an Action on the pull request as it is now. */
export async function runOnPull(
  story: Story,
  action: string,
  number: number,
  change: (event: WorkflowEvent) => WorkflowEvent = (event) => event,
  more: MoreOfRun = {},
): Promise<PullRun> {
  const { data } = await story.api('lead', 'GET', `/repos/acme/shop/pulls/${number}`);
  const event = change({
    name: 'pull_request',
    payload: { action: 'synchronize', number, pull_request: data as object },
  });
  return runReading(story, action, event, more);
}

/** `permissions` are those of its token beside reading what every Action on a pull request reads. */
type MoreOfRun = {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly inputs?: Readonly<Record<string, string>>;
  /** More of what the runner has around it. */
  readonly env?: Readonly<Record<string, string>>;
};

/** The run of an Action whose token may only read. */
export async function runReading(
  story: Story,
  action: string,
  event: WorkflowEvent,
  { permissions = {}, inputs = {}, env = {} }: MoreOfRun = {},
): Promise<PullRun> {
  const minted = await story.control('POST', 'tokens', {
    app: 'github-actions',
    repository: 'acme/shop',
    permissions: { contents: 'read', issues: 'read', pull_requests: 'read', metadata: 'read', ...permissions },
  });
  const { token } = minted as { token: string };
  const before = await asked(story);
  const run = await runAction(story, action, event, { token, ...inputs }, 0, env);
  const secrets = [token, inputs['token'], inputs['key']];
  const commands = commandsIn(run.log).filter(({ name, message }) => name !== 'add-mask' || !secrets.includes(message));
  return { ...run, commands, requests: (await asked(story)) - before };
}

/** Requests of workflow runs so far. */
async function asked(story: Story): Promise<number> {
  const data = (await story.control('GET', 'requests?since=0')) as { requests?: readonly object[] } | readonly object[];
  const all = Array.isArray(data) ? data : ((data as { requests?: readonly object[] }).requests ?? []);
  return all.filter((one) => JSON.stringify((one as { actor?: unknown }).actor ?? '').includes('github-actions'))
    .length;
}

/** As `ActionCommand` of actions/runner: `::name key=value::text` at the beginning of a line, `##[name]` anywhere in it. */
export function commandsIn(log: string): readonly Command[] {
  return log.split(/\r\n|\r|\n/).flatMap((line) => {
    const now = /^\s*::([\w-]+)(?: (.*?))?::(.*)$/.exec(line);
    const [, name = '', properties = '', message = ''] = now ?? /##\[([\w-]+)(?: (.*?))?\](.*)$/.exec(line) ?? [];
    if (name === '') return [];
    const pairs = properties.split(',').flatMap((pair): [string, string][] => {
      const [key = '', ...value] = pair.split('=');
      return key === '' ? [] : [[key, unescaped(value.join('=')).replaceAll('%3A', ':').replaceAll('%2C', ',')]];
    });
    return [{ name, properties: Object.fromEntries(pairs), message: unescaped(message) }];
  });
}

function unescaped(text: string): string {
  return text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');
}

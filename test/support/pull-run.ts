// Runs an Action on a pull request of the sandbox, with a token that may only read, and reads its log as the runner does.
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

/** Pushes to a branch. A path is sent as one that may have any sign in it. */
export async function write(story: Story, files: Readonly<Record<string, string>>, branch = 'change'): Promise<void> {
  for (const [path, text] of Object.entries(files))
    await commit(as(story.sandbox, 'responder'), branch, path.split('/').map(encodeURIComponent).join('/'), text);
}

/** The run of an Action on the pull request as it is now. */
export async function runOnPull(
  story: Story,
  action: string,
  number: number,
  change: (event: WorkflowEvent) => WorkflowEvent = (event) => event,
): Promise<PullRun> {
  const { data } = await story.api('lead', 'GET', `/repos/acme/shop/pulls/${number}`);
  const minted = await story.control('POST', 'tokens', {
    app: 'github-actions',
    repository: 'acme/shop',
    permissions: { contents: 'read', issues: 'read', pull_requests: 'read', metadata: 'read' },
  });
  const { token } = minted as { token: string };
  const event = change({
    name: 'pull_request',
    payload: { action: 'synchronize', number, pull_request: data as object },
  });
  const before = await asked(story);
  const run = await runAction(story, action, event, { token });
  return { ...run, commands: commandsIn(run.log), requests: (await asked(story)) - before };
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

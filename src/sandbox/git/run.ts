/** Runs the system's git on one bare repository, without a shell and without the configuration of whoever runs it. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { changesNothing, forget, remembered } from './remembered.ts';
import { startElsewhere } from './start-elsewhere.ts';

/** Absolute path of a bare repository. */
export type GitFolder = string;

/** Git ended with a status other than 0; `message` is what it said. */
export class GitFailed extends Error {
  readonly status: number | null;
  constructor(command: string, status: number | null, said: string) {
    super(`git ${command}: ${said.trim() || `status ${status}`}`);
    this.name = 'GitFailed';
    this.status = status;
  }
}

/** Starts git in a repository; the caller owns its streams. Extra variables are added to a minimal environment. */
export function spawnGit(
  folder: GitFolder,
  args: readonly string[],
  extra: Readonly<Record<string, string>> = {},
): ChildProcessWithoutNullStreams {
  const child = spawn('git', [...args], { cwd: folder, env: { ...environment(folder), ...extra }, shell: false });
  if (!changesNothing(args)) {
    forget(folder);
    child.once('close', () => forget(folder));
  }
  return child;
}

/**
 * What git printed, not to be written to; rejects with `GitFailed` when it did not end with status 0. `input` goes to its standard input. What changes
 * nothing is asked once until something changes the repository.
 */
export function runGit(folder: GitFolder, args: readonly string[], input?: string | Uint8Array): Promise<Buffer> {
  if (!changesNothing(args) || input instanceof Uint8Array) return askGit(folder, args, input);
  return remembered(folder, args, input ?? '', () => askGit(folder, args, input));
}

async function askGit(folder: GitFolder, args: readonly string[], input: string | Uint8Array = ''): Promise<Buffer> {
  const changes = !changesNothing(args);
  if (changes) forget(folder);
  const { status, out, said } = await startElsewhere({ args, cwd: folder, env: environment(folder), input });
  if (changes) forget(folder);
  if (status !== 0) throw new GitFailed(args[0] ?? '', status, said);
  return Buffer.from(out);
}

/** Like `runGit`, as text. */
export async function readGit(folder: GitFolder, args: readonly string[], input?: string): Promise<string> {
  return (await runGit(folder, args, input)).toString('utf8');
}

const turns = new Map<GitFolder, Promise<unknown>>();

/** Runs work that writes to a repository, one at a time for each repository, in the order asked. */
export function inTurn<T>(folder: GitFolder, work: () => Promise<T>): Promise<T> {
  const before = turns.get(folder) ?? Promise.resolve();
  const mine = before.then(work, work);
  const settled = mine
    .catch(() => undefined)
    .finally(() => {
      if (turns.get(folder) === settled) turns.delete(folder);
    });
  turns.set(folder, settled);
  return mine;
}

function environment(folder: GitFolder): NodeJS.ProcessEnv {
  return {
    PATH: process.env['PATH'],
    GIT_DIR: folder,
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
    GIT_AUTHOR_NAME: 'GitHub',
    GIT_AUTHOR_EMAIL: 'noreply@github.com',
    GIT_COMMITTER_NAME: 'GitHub',
    GIT_COMMITTER_EMAIL: 'noreply@github.com',
    LC_ALL: 'C',
    TZ: 'UTC',
  };
}

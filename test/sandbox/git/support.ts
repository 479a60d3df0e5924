/** A throw-away folder for repositories, and a git client that is nobody's own. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { onTestFinished } from 'vitest';
import { createRepository, type GitFolder, type Signature } from '../../../src/sandbox/git/index.ts';

/** Who commits in these tests, and when. */
export const author: Signature = {
  name: 'Responder',
  email: 'responder@acme.example',
  date: new Date('2026-03-02T09:00:00Z'),
};

/** A folder that is gone after the test. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'firebreak-git-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A new, empty repository. */
export async function emptyRepository(): Promise<GitFolder> {
  const folder = join(await temporaryFolder(), 'shop.git');
  await createRepository(folder);
  return folder;
}

/** What became of running an unmodified git as a user would. */
export type GitRun = { readonly ok: boolean; readonly out: string };

/** Runs git in a folder, without anybody's configuration and without a terminal to ask. */
export async function userGit(cwd: string, ...args: readonly string[]): Promise<GitRun> {
  const identity = {
    GIT_AUTHOR_NAME: 'Responder',
    GIT_AUTHOR_EMAIL: 'r@acme.example',
    GIT_COMMITTER_NAME: 'Responder',
    GIT_COMMITTER_EMAIL: 'r@acme.example',
  };
  const env = {
    PATH: process.env['PATH'],
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
    ...identity,
  };
  try {
    const { stdout, stderr } = await promisify(execFile)('git', [...args], { cwd, env });
    return { ok: true, out: stdout + stderr };
  } catch (problem) {
    return { ok: false, out: problem instanceof Error ? problem.message : String(problem) };
  }
}

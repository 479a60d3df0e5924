/** A clone of the shop by a real git, as a person with a token has it; gone at the end of the test. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Sandbox } from '../../src/sandbox/start-sandbox.ts';
import { atEnd } from '../sandbox/support/local-github.ts';

const run = promisify(execFile);

/** Where it is, and git at work in it, which gives back what it printed. */
export type Clone = { readonly folder: string; readonly git: (...args: readonly string[]) => Promise<string> };

/** Clones it with every branch. */
export async function cloneAs({ url, tokens }: Pick<Sandbox, 'url' | 'tokens'>, person: 'responder'): Promise<Clone> {
  const folder = await mkdtemp(join(tmpdir(), 'clone-'));
  atEnd(() => rm(folder, { recursive: true, force: true }));
  const who = ['-c', `user.name=${person}`, '-c', `user.email=${person}@acme.example`];
  const git = async (...args: readonly string[]) => {
    const { stdout } = await run('git', [...who, ...args], { cwd: folder });
    return stdout.toString().trim();
  };
  await git('clone', '--quiet', `${url}/acme/shop.git`.replace('//', `//${person}:${tokens[person]}@`), '.');
  return { folder, git };
}

/** Makes bare repositories and says which paths may be written in them. */
import { appendFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type GitFolder, runGit } from './run.ts';

/** A new, empty bare repository in a folder that is made if need be; `HEAD` names the default branch, which exists from the first commit on. */
export async function createRepository(folder: GitFolder, defaultBranch = 'main'): Promise<void> {
  await mkdir(folder, { recursive: true });
  await runGit(folder, ['init', '--quiet', '--bare', `--initial-branch=${defaultBranch}`, '--template=']);
  await appendFile(join(folder, 'config'), settings);
}

/** Pushing over HTTP is allowed, hooks are not, and nothing is packed behind our back. */
const settings = `[http]
\treceivepack = true
[uploadpack]
\tallowFilter = true
\tallowReachableSHA1InWant = true
[core]
\thooksPath = /dev/null
[gc]
\tauto = 0
[receive]
\tautogc = false
`;

/** True for a relative path of plain segments: no `..`, no `.git`, no empty segment, no control characters. */
export function isSafePath(path: string): boolean {
  if (path.length === 0 || path.length > 4096 || /\p{Cc}/u.test(path)) return false;
  return path.split('/').every((segment) => segment !== '' && !/^\.{1,2}$|^\.git$/i.test(segment));
}

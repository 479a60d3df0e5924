// `actions/checkout`, done natively: real git, over the sandbox's own smart HTTP with the job's token, so that its rights count.
import { resolve, sep } from 'node:path';
import { fullNameOf } from '../state/repositories.ts';
import type { JobAtWork } from './job-at-work.ts';

/** One git command of a checkout: what to run, and in which folder. */
export type GitCommand = { readonly args: readonly string[]; readonly cwd: string };

const known = ['repository', 'ref', 'token', 'path', 'fetch-depth', 'fetch-tags', 'persist-credentials', 'clean'];

/** What is to be run for a checkout with these inputs. Throws, by name, on what the sandbox does not support. */
export function checkoutCommands(work: JobAtWork, given: Readonly<Record<string, string>>): readonly GitCommand[] {
  const { context, room } = work;
  const unknown = Object.keys(given).filter((name) => !known.includes(name));
  const fullName = fullNameOf(context.store, context.repository);
  if (unknown.length > 0) throw new Error(`The sandbox's checkout does not support ${unknown.join(', ')}.`);
  if ((given['repository'] ?? fullName) !== fullName)
    throw new Error(`The sandbox's checkout does not support another repository (${given['repository']}).`);
  const cwd = resolve(room.workspace, given['path'] ?? '.');
  if (cwd !== room.workspace && !cwd.startsWith(`${room.workspace}${sep}`))
    throw new Error(`Repository path '${cwd}' is not under '${room.workspace}'`);
  const { baseUrl } = context.store;
  const depth = Number(given['fetch-depth'] ?? 1);
  const token = given['token'] ?? work.token;
  const credentials = Buffer.from(`x-access-token:${token}`).toString('base64');
  work.log.mask(credentials);
  const header = `http.${baseUrl}/.extraheader`;
  const { wanted, name } = revisionOf(given['ref'] ?? '', context.run.ref, context.run.sha);
  const limits = depth > 0 ? [`--depth=${depth}`] : [];
  const tags = given['fetch-tags'] === 'true' || depth === 0 ? ['--tags'] : ['--no-tags'];
  const git = (...args: string[]) => ({ args, cwd });
  return [
    { args: ['init', '--quiet', '--initial-branch=main', cwd], cwd: room.workspace },
    git('config', '--local', 'safe.directory', cwd),
    git('remote', 'add', 'origin', `${baseUrl}/${fullName}`),
    git('config', '--local', header, `AUTHORIZATION: basic ${credentials}`),
    ...(depth === 0 ? [git('fetch', '--quiet', ...tags, 'origin', '+refs/heads/*:refs/remotes/origin/*')] : []),
    git('fetch', '--quiet', ...tags, ...limits, 'origin', wanted),
    name === null
      ? git('checkout', '--quiet', '--force', '--detach', 'FETCH_HEAD')
      : git('checkout', '--quiet', '--force', '-B', name, 'FETCH_HEAD'),
    ...(given['persist-credentials'] === 'false' ? [git('config', '--local', '--unset-all', header)] : []),
    git('log', '-1', '--format=HEAD is now at %H %s'),
  ];
}

/** What to fetch, and the branch to be on: none for a tag or a commit. */
function revisionOf(
  asked: string,
  ref: string,
  sha: string,
): { readonly wanted: string; readonly name: string | null } {
  const branch = /^refs\/heads\/(.+)$/.exec(asked === '' ? ref : asked)?.[1] ?? null;
  if (asked === '') return { wanted: sha, name: branch };
  if (asked.startsWith('-') || /[\p{Cc}\s:+*?[\\^~]/u.test(asked)) throw new Error(`'${asked}' is no reference`);
  return { wanted: asked, name: branch };
}

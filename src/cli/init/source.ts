/** Where the files of an installation are looked for: a folder, or a repository of GitHub's. */
import { join } from 'node:path';
import type { PolicyFile } from '../../core/facts.ts';
import { POLICY_FILE } from '../../core/installation/paths.ts';
import type { Client } from '../../shell/github/client.ts';
import { type Place, readFiles, type SeenRepository } from '../../shell/github/installation/read-files.ts';
import { policyAt } from '../../shell/github/policy-at.ts';
import { WrongUse } from '../verb.ts';
import type { World } from '../world.ts';

/** Texts by path, and what a policy lies over. */
export interface Source {
  /** How its policy file is called in problems. */
  readonly policyName: string;
  readonly read: (paths: readonly string[]) => Promise<Readonly<Record<string, string>>>;
  readonly base: (name: string) => Promise<PolicyFile | null>;
}

/** A folder of this machine: the root of a repository. */
export function folderSource(folder: string, world: World): Source {
  return {
    policyName: POLICY_FILE,
    read: async (paths) => {
      const found: [string, string][] = [];
      for (const path of paths) {
        const text = await world.readIfThere(join(folder, path));
        if (text !== null) found.push([path, text]);
      }
      return Object.fromEntries(found);
    },
    base: (name) =>
      Promise.reject(
        new WrongUse(
          `${POLICY_FILE} lies over ${name}, which is not read from here. Use --pull-request, which asks GitHub for it.`,
        ),
      ),
  };
}

/** The branch that the pull request comes from. */
export const INSTALL_BRANCH = 'firebreak/install';

/** A repository on its default branch; `seen` is the newest answer about it. */
export function githubSource(
  client: Client,
  place: Place,
): Source & { readonly seen: (paths: readonly string[]) => Promise<SeenRepository> } {
  const seen = (paths: readonly string[]) => readFiles(client, place, paths, INSTALL_BRANCH);
  return {
    policyName: `${place.owner}/${place.repo}/${POLICY_FILE}`,
    read: async (paths) => (await seen(paths)).files,
    base: (name) => policyAt(client, name),
    seen,
  };
}

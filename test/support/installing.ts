// What the tests of installations share: a repository with nothing in it, and the command line on it.

import type { SamplePerson } from '../../src/sandbox/seed/index.ts';
import type { Sandbox } from '../../src/sandbox/start-sandbox.ts';
import { shipped } from './builders.ts';
import { firebreak, type Ran } from './command-line.ts';
import type { Story } from './story.ts';

/** The runbooks that can be installed. */
export const PRESETS = Object.keys(shipped.policies);

type Api = Story['api'];

/** Takes away every file but the read-me, and every label. */
export async function emptied(api: Api): Promise<void> {
  const tree = await api('lead', 'GET', '/repos/acme/shop/git/trees/main?recursive=1');
  const files = (tree.data as { tree: readonly { path: string; sha: string; type: string }[] }).tree;
  for (const { path, sha } of files.filter((file) => file.type === 'blob' && file.path.startsWith('.github/')))
    await api('lead', 'DELETE', `/repos/acme/shop/contents/${path}`, { message: `Remove ${path}`, sha });
  const labels = (await api('lead', 'GET', '/repos/acme/shop/labels?per_page=100')).data;
  for (const { name } of labels as readonly { name: string }[])
    await api('lead', 'DELETE', `/repos/acme/shop/labels/${encodeURIComponent(name)}`);
}

/** Runs `firebreak` against a sandbox, with the token of one of its people. */
export function commandOn(
  sandbox: Sandbox,
  words: readonly string[],
  as: SamplePerson = 'lead',
  env: Readonly<Record<string, string>> = {},
): Promise<Ran> {
  const asked = [...words, '--repository', 'acme/shop', '--api', `${sandbox.url}/api/v3`];
  return firebreak(asked, { GITHUB_TOKEN: sandbox.tokens[as], ...env });
}

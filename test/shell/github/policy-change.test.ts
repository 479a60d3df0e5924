// Whether a pull request changes the policy, and what is read for that: nothing for ordinary ones.
import { describe, expect, test } from 'vitest';
import type { PolicyFile } from '../../../src/core/facts.ts';
import type { PolicySeen } from '../../../src/shell/github/proposal/policy-at-commit.ts';
import { policyChange, type Seen } from '../../../src/shell/github/proposal/policy-change.ts';
import type { PolicyReads } from '../../../src/shell/github/proposal/policy-reads.ts';

const POLICY = '.github/firebreak.yml';
const place = { owner: 'acme', repo: 'shop', private: false };
type Tree = Readonly<Record<string, string>>;

/** GitHub with the files of the branch, and those of the head that differ; what it was asked. */
function github(branch: Tree, head: Tree) {
  const asked: string[] = [];
  const at = (name: string) => {
    const [commit = '', path = ''] = name.split(':');
    return (commit === 'head' ? head : branch)[path] ?? null;
  };
  const file = (path: string, text: string | null): PolicyFile => ({
    ...{ source: `acme/shop/${path}`, version: text ?? 'none', text },
  });
  const reads: PolicyReads = {
    texts: async (_place, names) => {
      asked.push(`texts ${names.join(' ')}`);
      return names.map(at);
    },
    mergeBase: async () => {
      asked.push('merge base');
      return 'left';
    },
    policyAt: async (_place, commit): Promise<PolicySeen> => {
      asked.push(`policy at ${commit}`);
      const bases = { 'acme/shop:base.yml': file('base.yml', at(`${commit}:base.yml`)) };
      return { file: file(POLICY, at(`${commit}:${POLICY}`)), bases, ownBases: [] };
    },
  };
  return { reads, asked };
}

const changing = (path: string, moved = false): Seen['files'] => [{ path, gone: false, moved }];
const own = 'preset: github\n';
const over = '_extends: "shop:base.yml"\n';
const elsewhere = '_extends: policies\n';

test.each<{ name: string; branch: Tree; files: Seen['files']; unlisted?: number; head?: Tree; isChanged: boolean; asked: readonly string[] }>([
  { name: 'the policy', branch: { [POLICY]: own }, files: changing(POLICY), head: { [POLICY]: over }, isChanged: true, asked: ['merge base', 'policy at left', 'policy at head'] },
  { name: 'the policy, to what it was', branch: { [POLICY]: own }, files: changing(POLICY), head: { [POLICY]: own }, isChanged: false, asked: ['merge base', 'policy at left', 'policy at head'] },
  { name: 'something else', branch: { [POLICY]: own }, files: changing('a.yml'), isChanged: false, asked: [] },
  { name: 'something, where there is no policy', branch: {}, files: changing('a.yml', true), isChanged: false, asked: [] },
  { name: 'something, where the policy lies over another repository’s', branch: { [POLICY]: elsewhere }, files: changing('a.yml'), isChanged: false, asked: [] },
  { name: 'something, where the policy lies over a file here', branch: { [POLICY]: over, 'base.yml': own }, files: changing('a.yml'), isChanged: false, asked: ['texts refs/heads/main:base.yml'] },
  { name: 'a file that the policy lies over', branch: { [POLICY]: over, 'base.yml': own }, files: changing('base.yml'), head: { [POLICY]: over, 'base.yml': elsewhere }, isChanged: true, asked: ['texts refs/heads/main:base.yml', 'merge base', 'policy at left', 'policy at head'] },
  { name: 'the name of a file that was the policy', branch: { [POLICY]: own }, files: changing('old.yml', true), head: { 'old.yml': own }, isChanged: true, asked: [`texts head:${POLICY}`, 'merge base', 'policy at left', 'policy at head'] },
  { name: 'the name of another file', branch: { [POLICY]: own }, files: changing('old.yml', true), head: { [POLICY]: own }, isChanged: false, asked: [`texts head:${POLICY}`] },
  { name: 'more than GitHub lists, and the policy', branch: { [POLICY]: own }, files: changing('a.yml'), unlisted: 7, head: { [POLICY]: over }, isChanged: true, asked: ['merge base', 'policy at left', 'policy at head'] },
  { name: 'more than GitHub lists', branch: { [POLICY]: own }, files: changing('a.yml'), unlisted: 7, head: { [POLICY]: own }, isChanged: false, asked: ['merge base', 'policy at left', 'policy at head'] },
])('a pull request that changes $name', async ({ branch, files, unlisted = 0, head = branch, isChanged, asked }) => {
  const { reads, asked: was } = github(branch, head);
  const text = branch[POLICY];
  const policy = text === undefined ? null : { oid: 'p', text };
  const change = await policyChange(reads, place, { head: 'head', base: 'main', files, unlisted, policy });
  expect(change !== null).toBe(isChanged);
  expect(was).toEqual(asked);
}); // biome-ignore format: a table

describe('of a branch whose policy was not read with it', () => {
  test('it is read', async () => {
    const { reads, asked } = github({ [POLICY]: own }, {});
    const seen = { head: 'head', base: 'main', files: changing('a.yml'), unlisted: 0, policy: undefined };
    expect(await policyChange(reads, place, seen)).toBeNull();
    expect(asked).toEqual([`texts refs/heads/main:${POLICY}`]);
  });
});

// Tags and releases as GitHub's GraphQL shows them: annotated tags, tags of trees, drafts.
import { expect, test } from 'vitest';
import { namedVersions } from '../../../src/shell/github/named-versions.ts';

const sha = (letter: string) => letter.repeat(40);

test('an annotated tag has its own hour and the commit behind it; one of a tree is no version', () => {
  const nodes = [
    { name: 'light', target: { oid: sha('a'), committedDate: '2026-03-01T10:00:00Z' } },
    { name: 'annotated', target: { tagger: { date: '2026-03-02T12:00:00+02:00' }, target: { oid: sha('b'), committedDate: '2026-02-01T00:00:00Z' } } },
    { name: 'without-tagger', target: { tagger: null, target: { oid: sha('c'), committedDate: '2026-02-01T00:00:00Z' } } },
    { name: 'tree', target: {} },
    null,
  ];
  expect(namedVersions({ repository: { tags: { nodes } } })).toEqual([
    { of: 'tag', name: 'annotated', sha: sha('b'), at: '2026-03-02T10:00:00Z', url: null },
    { of: 'tag', name: 'light', sha: sha('a'), at: '2026-03-01T10:00:00Z', url: null },
    { of: 'tag', name: 'without-tagger', sha: sha('c'), at: '2026-02-01T00:00:00Z', url: null },
  ]);
}); // biome-ignore format: one thought a line

test('a draft is no version, nor is a pre-release, and what GitHub does not tell is not taken for none', () => {
  const release = { tagName: 'v1', publishedAt: '2026-03-01T10:00:00Z', isDraft: false, isPrerelease: false, url: 'https://github.example/v1', tagCommit: { oid: sha('a') } };
  const published = { nodes: [{ ...release, tagName: 'v3', isPrerelease: true }, { ...release, tagName: 'v2', isDraft: true }, release] };
  expect(namedVersions({ repository: { published } })).toMatchObject([{ of: 'release', name: 'v1' }]);
  expect(namedVersions({ repository: { published: { nodes: [] } } })).toEqual([]);
  expect(namedVersions({ repository: {} })).toBeNull();
  expect(namedVersions(null)).toBeNull();
}); // biome-ignore format: one thought a line

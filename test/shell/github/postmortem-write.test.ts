// Writing a postmortem, answer by answer: what is there is looked for first, who pushed meanwhile is not written over, and a lost answer makes nothing twice.
import { describe, expect, test } from 'vitest';
import { printDocument } from '../../../src/core/postmortem/document.ts';
import { sha256 } from '../../../src/shell/github/postmortem/parts.ts';
import { writePostmortem } from '../../../src/shell/github/postmortem/write.ts';
import { atTheEdge, graphql, issue, onlyPreparedAnswers } from './edge.ts';

onlyPreparedAnswers();

const BASE = 'b'.repeat(40);
const HEAD = 'a'.repeat(40);
const document = (text: string) => ({
  front: [{ key: 'incident', value: '12' }],
  blocks: [{ part: 'title', text }],
});
const effect = {
  kind: 'open-postmortem',
  key: 'write/postmortem-12-1',
  postmortem: 'postmortem-12-1',
  incident: 12,
  branch: 'postmortem/incident-12',
  paths: ['r/a.md', 'r/a-12.md'],
  assign: null,
  title: 'Post-Mortem: down',
  commit: 'docs: postmortem of incident 12',
  document: document('# New'),
  text: 'Refs #12',
} as const;

const pull = (over: object = {}) => ({ number: 41, url: 'https://github.test/41', state: 'OPEN', isDraft: true, isCrossRepository: false, files: { nodes: [{ path: 'r/a.md' }] }, ...over }); // biome-ignore format: one value

function found(over: object = {}) {
  const repository = { id: 'R', nameWithOwner: 'acme/shop', base: { name: 'main', target: { oid: BASE } }, own: null, branches: { nodes: [] }, pullRequests: { nodes: [] }, ...over }; // biome-ignore format: one value
  return graphql({ data: { repository } });
}

/** Texts by `oid:path`; everything else is not there. */
function files(texts: Readonly<Record<string, string>>, asked: readonly string[]) {
  const blobs = Object.fromEntries(asked.map((name, place) => [`b${place}`, name in texts ? { text: texts[name] } : null]));
  return graphql({ data: { repository: { id: 'R', ...blobs } } });
} // biome-ignore format: one thought a line

const onBase = [`${BASE}:r/a.md`, `${BASE}:r/a-12.md`];
const owners = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'].map((path) => `${BASE}:${path}`);
const onOwn = [`${HEAD}:r/a.md`, `${HEAD}:r/a-12.md`];
const own = { name: 'incident-12', target: { oid: HEAD } };
const write = () => writePostmortem(atTheEdge().client, issue, effect);
const made = { data: { pull: { pullRequest: { number: 41, url: 'https://github.test/41', isDraft: true } } } };
const parts = (query: string) => ['createRef', 'createCommitOnBranch', 'createPullRequest'].filter((one) => query.includes(`${one}(`)); // biome-ignore format: one thought a line
const textIn = ({ variables }: { variables: Readonly<Record<string, unknown>> }) => {
  const { fileChanges } = variables['commit'] as { fileChanges: { additions: { path: string; contents: string }[] } };
  return Buffer.from(fileChanges.additions[0]?.contents ?? '', 'base64').toString('utf8');
};

describe('a postmortem', () => {
  test('that is not there is made in one request: branch, file and draft, and its code owners are told', async () => {
    found();
    files({ [owners[0] ?? '']: 'r/ @lead @acme/writers\n' }, [...onBase, ...owners]);
    const sent = graphql(made);
    expect(await write()).toMatchObject({ ok: true, postmortem: { number: 41, path: 'r/a.md', changed: true, owners: ['@lead', '@acme/writers'] } });
    expect(parts(sent.query)).toEqual(['createRef', 'createCommitOnBranch', 'createPullRequest']);
    expect(sent.variables['commit']).toMatchObject({ expectedHeadOid: BASE });
    expect(textIn(sent)).toBe(printDocument(effect.document, sha256));
  }); // biome-ignore format: one thought a line

  test('is found behind pull requests of forks whose branch has its name', async () => {
    const forks = Array.from({ length: 40 }, (_, at) => pull({ number: 50 + at, isCrossRepository: true }));
    const looked = found({ own, pullRequests: { nodes: [...forks, pull()] } });
    files({ [onOwn[0] ?? '']: printDocument(effect.document, sha256) }, [...onOwn, ...onBase, ...owners]);
    expect(await write()).toMatchObject({ ok: true, postmortem: { number: 41, state: 'open', changed: false } });
    expect(looked.query).toContain('pullRequests(first: 100, headRefName: $branch');
  });

  test('whose branch moves between the look and the commit is looked at again, and what was pushed stays', async () => {
    const before = printDocument(document('# Old'), sha256);
    const other = 'c'.repeat(40);
    found({ own, pullRequests: { nodes: [pull()] } });
    files({ [onOwn[0] ?? '']: before }, [...onOwn, ...onBase, ...owners]);
    graphql({ data: { commit: null }, errors: [{ type: 'STALE_DATA', message: 'Expected branch to point to …', path: ['commit'] }] });
    found({ own: { ...own, target: { oid: other } }, pullRequests: { nodes: [pull()] } });
    files({ [`${other}:r/a.md`]: `${before}Ours.\n` }, [`${other}:r/a.md`, `${other}:r/a-12.md`, ...onBase, ...owners]);
    const sent = graphql({ data: { commit: {} } });
    expect(await write()).toMatchObject({ ok: true, postmortem: { number: 41, changed: true } });
    expect(sent.variables['commit']).toMatchObject({ expectedHeadOid: other });
    expect(textIn(sent)).toBe(`${printDocument(effect.document, sha256)}Ours.\n`);
  }); // biome-ignore format: one thought a line

  test('that says everything already is left alone', async () => {
    found({ own, pullRequests: { nodes: [pull()] } });
    files({ [onOwn[0] ?? '']: printDocument(effect.document, sha256) }, [...onOwn, ...onBase, ...owners]);
    expect(await write()).toMatchObject({ ok: true, postmortem: { changed: false, state: 'open' } });
  });

  test.each(['CLOSED', 'MERGED'])('that is %s is told, and nothing is sent', async (state) => {
    found({ own, pullRequests: { nodes: [pull({ state })] } });
    files({}, [...onOwn, ...onBase, ...owners]);
    expect(await write()).toMatchObject({ ok: true, postmortem: { state: state.toLowerCase(), changed: false } });
  });

  test('whose name is another incident’s on some branch has its number behind it', async () => {
    const there = 'd'.repeat(40);
    found({ branches: { nodes: [{ name: 'incident-9', target: { oid: there } }] } });
    const theirs = [`${there}:r/a.md`, `${there}:r/a-12.md`];
    files({ [theirs[0] ?? '']: '---\nincident: 9\n---\n' }, [...onBase, ...theirs, ...owners]);
    graphql(made);
    expect(await write()).toMatchObject({ ok: true, postmortem: { path: 'r/a-12.md' } });
  });

  test('where there are no drafts is no draft', async () => {
    const no = { data: { pull: null }, errors: [{ type: 'UNPROCESSABLE', message: 'Draft pull requests are not supported in this repository.', path: ['pull'] }] };
    found();
    files({}, [...onBase, ...owners]);
    graphql(no);
    found({ own });
    files({ [onOwn[0] ?? '']: printDocument(effect.document, sha256) }, [...onOwn, ...onBase, ...owners]);
    const sent = graphql({ data: { pull: { pullRequest: { number: 41, url: 'https://github.test/41', isDraft: false } } } });
    expect(await write()).toMatchObject({ ok: true, postmortem: { draft: false } });
    expect(parts(sent.query)).toEqual(['createPullRequest']);
    expect(sent.variables['pull']).toMatchObject({ draft: false });
  }); // biome-ignore format: one thought a line

  test('of a fork’s branch with that name is none', async () => {
    found({ pullRequests: { nodes: [pull({ isCrossRepository: true })] } });
    files({}, [...onBase, ...owners]);
    const sent = graphql(made);
    await write();
    expect(parts(sent.query)).toContain('createPullRequest');
  });

  test('that GitHub refuses says why', async () => {
    found();
    files({}, [...onBase, ...owners]);
    graphql({ data: { commit: null }, errors: [{ type: 'FORBIDDEN', message: 'Resource not accessible by integration', path: ['ref'] }] });
    expect(await write()).toMatchObject({ ok: false, fate: 'final', message: expect.stringContaining('`contents: write`') });
  }); // biome-ignore format: one thought a line
});

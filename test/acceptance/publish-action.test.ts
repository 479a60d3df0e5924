// `action/publish`: the list of postmortems, its feed and the numbers, from what GitHub has, into a folder or onto a branch.
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, onTestFinished, test } from 'vitest';
import { commit } from '../sandbox/support/changes.ts';
import { as, shop } from '../sandbox/support/local-github.ts';
import { fileOn } from '../support/postmortem.ts';
import { type PullRun, runReading } from '../support/pull-run.ts';
import { SOUND, SOUND_FILE } from '../support/sound-postmortem.ts';
import { type Story, startStory } from '../support/story.ts';
import { scheduled } from '../support/workflow-run.ts';

const page = 'reports/incidents/README.md';
const feed = 'reports/incidents/feed.xml';
const numbers = ['metrics.json', 'metrics.md', 'metrics.svg'].map((name) => `reports/metrics/${name}`);

let story: Story;
afterEach(() => story.end());

/** An incident that the app has kept, and a postmortem on the default branch. */
async function published(text = SOUND): Promise<number> {
  story = await startStory();
  const issue = await story.declare();
  await story.nextComment();
  await story.later('PT4M');
  await story.say('responder', '/ack');
  await commit(as(story.sandbox, 'lead'), 'main', SOUND_FILE, text);
  await story.settle();
  return issue;
}

const publish = (inputs: Readonly<Record<string, string>>, env = {}, permissions = {}): Promise<PullRun> =>
  runReading(story, 'publish', scheduled, { permissions: { deployments: 'read', ...permissions }, inputs, env });
const toBranch = (branch: string, more = {}) => publish({ branch, ...more }, {}, { contents: 'write' });

const headOf = async (branch: string): Promise<string> =>
  (await as(story.sandbox, 'lead')('GET', `${shop}/git/ref/heads/${branch}`)).body.object.sha;

/** A folder to write into, and the names of the files that are there then. */
async function workspace() {
  const folder = await mkdtemp(join(tmpdir(), 'workspace-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const names = async () => {
    const found = await readdir(folder, { recursive: true, withFileTypes: true });
    return found
      .flatMap((one) => (one.isFile() ? [join(one.parentPath, one.name).slice(folder.length + 1)] : []))
      .sort();
  };
  return { folder, names, read: (path: string) => readFile(join(folder, path), 'utf8') };
}

describe('into a folder', () => {
  test('everything is written, with a page that a browser begins with', async () => {
    await published();
    const { folder, names, read } = await workspace();
    const run = await publish({ out: 'site' }, { GITHUB_WORKSPACE: folder });
    expect(run).toMatchObject({ code: 0, commands: [], outputs: { changed: '6', commit: '' } });
    expect(await names()).toEqual(['index.html', page, feed, ...numbers].map((path) => `site/${path}`).sort());
    const address = `${story.sandbox.url}/acme/shop/blob/HEAD/${SOUND_FILE}`;
    expect(await read(`site/${page}`)).toContain(`](${address})`);
    expect(await read('site/index.html')).toContain('>Checkout fails for new carts</a>');
    expect(await read(`site/${feed}`)).toContain('<title>Checkout fails for new carts</title>');
    const { metrics } = JSON.parse(await read('site/reports/metrics/metrics.json'));
    expect(metrics.find(({ id }: { id: string }) => id === 'time-to-acknowledge')).toMatchObject({ n: 1 });
  });

  test('nothing that somebody wrote in a postmortem is more than text in it', async () => {
    await published(SOUND.replace('title: Checkout fails for new carts', 'title: "<script>x</script> | [a](b)"'));
    const { folder, read } = await workspace();
    expect(await publish({ out: 'site' }, { GITHUB_WORKSPACE: folder })).toMatchObject({ code: 0 });
    for (const path of ['index.html', feed, page]) expect(await read(`site/${path}`), path).not.toContain('<script');
  });

  test('only what is asked for is there', async () => {
    await published();
    const { folder, names } = await workspace();
    expect(await publish({ out: 'site', what: 'feed' }, { GITHUB_WORKSPACE: folder })).toMatchObject({ code: 0 });
    expect(await names()).toEqual(['site/index.html', `site/${feed}`]);
  });
});

describe('to a branch', () => {
  test('that is not there it is made with nothing else on it, and a second run commits nothing', async () => {
    await published();
    const first = await toBranch('incident-pages');
    expect(first).toMatchObject({ code: 0, outputs: { changed: '5', commit: await headOf('incident-pages') } });
    expect(first.summary).toContain('5 files committed to incident');
    expect(await fileOn(story, 'incident-pages', page)).toContain('Checkout fails for new carts');
    expect(await fileOn(story, 'incident-pages', SOUND_FILE)).toBeNull();
    expect(await fileOn(story, 'incident-pages', '.github/firebreak.yml')).toBeNull();
    const second = await toBranch('incident-pages');
    expect(second).toMatchObject({ code: 0, outputs: { changed: '0', files: '[]', commit: '' } });
    expect(await headOf('incident-pages')).toBe(first.outputs['commit']);
  });

  test('what has changed is committed, and what people wrote around the table stays', async () => {
    await published();
    await toBranch('incident-pages', { what: 'index feed' });
    const before = (await fileOn(story, 'incident-pages', page)) ?? '';
    await commit(as(story.sandbox, 'lead'), 'incident-pages', page, before.replace('# Incidents', '# What we learned'));
    const other = SOUND_FILE.replace('2026-03-01', '2026-03-09');
    await commit(as(story.sandbox, 'lead'), 'main', other, SOUND.replace('incident: 42', 'incident: 43'));
    await story.settle();
    const run = await toBranch('incident-pages', { what: 'index feed' });
    expect(run).toMatchObject({ code: 0, outputs: { files: JSON.stringify([page, feed]) } });
    expect(await fileOn(story, 'incident-pages', page)).toMatch(/^# What we learned[\s\S]*2026-03-09/);
  });

  test('whose answer was lost it is looked for, and committed once', async () => {
    await published();
    await toBranch('incident-pages', { what: 'feed' });
    const before = await headOf('incident-pages');
    const lost = { route: 'POST /graphql', match: 'CommitFiles', status: 502, times: 1, after: true };
    await story.control('POST', 'faults', lost);
    expect(await toBranch('incident-pages', { what: 'index' })).toMatchObject({ code: 0 });
    expect(await fileOn(story, 'incident-pages', page)).toContain('Checkout fails for new carts');
    const head = (await as(story.sandbox, 'lead')('GET', `${shop}/git/commits/${await headOf('incident-pages')}`)).body;
    expect(head.parents.map(({ sha }: { sha: string }) => sha)).toEqual([before]);
  });

  test('the default one has the page beside the documents, which say that they are published', async () => {
    await published();
    expect(await toBranch('main', { what: 'index' })).toMatchObject({ code: 0 });
    await story.settle();
    expect(await fileOn(story, 'main', page)).toContain(`](${SOUND_FILE.split('/').at(-1)})`);
    expect(await fileOn(story, 'main', SOUND_FILE)).toContain('status: published');
    expect(await toBranch('main', { what: 'index' })).toMatchObject({ outputs: { changed: '0' } });
  });

  test('a token that may not write is told in one line, and nothing is there', async () => {
    await published();
    const run = await publish({ branch: 'incident-pages' });
    expect(run.code).toBe(1);
    expect(run.commands.map(({ name }) => name)).toEqual(['error']);
    expect(await fileOn(story, 'incident-pages', page)).toBeNull();
  });
});

test.each([
  { name: 'a status page', inputs: { what: 'index, status-page', out: 'site' }, says: 'There is no status page' },
  {
    name: 'something else',
    inputs: { what: 'charts', out: 'site' },
    says: 'Of index, feed, metrics some are expected',
  },
  { name: 'no place', inputs: {}, says: 'Either `out`' },
  { name: 'two places', inputs: { out: 'site', branch: 'pages' }, says: 'one of them only' },
  { name: 'a folder elsewhere', inputs: { out: '../site' }, says: 'A folder below the workspace' },
  { name: 'a branch that is none', inputs: { branch: 'a..b' }, says: 'The name of a branch' },
  {
    name: 'numbers among the workflows',
    inputs: { out: 'site', 'metrics-folder': '.github/workflows' },
    says: 'A folder, such as',
  },
])('who asks for $name is told what is expected, before anything is asked of GitHub', async ({ inputs, says }) => {
  story = await startStory({ asleep: true });
  const run = await publish(inputs);
  expect(run).toMatchObject({ code: 1, requests: 0 });
  expect(run.commands.map(({ message }) => message)).toEqual([expect.stringContaining(says)]);
});

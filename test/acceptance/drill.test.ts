// A drill against the unmodified server: asked for in a thread or on the command line, practised on the real clock, without effect on the world, out of everything but its own thread, with a score card at its end.
import { afterEach, describe, expect, test } from 'vitest';
import { processApi } from '../../src/cli/api.ts';
import { drillBy } from '../../src/cli/drill.ts';
import { run } from '../../src/cli/run.ts';
import type { Terminal } from '../../src/cli/verb.ts';
import type { World } from '../../src/cli/world.ts';
import { type Story, startStory } from '../support/story.ts';
import { readAll } from '../support/visible.ts';

let story: Story;
afterEach(() => story.end());

const LINE = '🧪 **DRILL**: practice, nothing is broken.';

async function titles(): Promise<readonly { readonly number: number; readonly title: string }[]> {
  const { data } = await story.api('lead', 'GET', '/repos/acme/shop/issues?state=all&per_page=100');
  return data as readonly { readonly number: number; readonly title: string }[];
}

async function drillNumber(): Promise<number> {
  return (await titles()).find(({ title }) => title.startsWith('[DRILL]'))?.number ?? 0;
}

describe('/drill', () => {
  test('opens a practice incident, declared, marked and paged, that ends with a score card', async () => {
    story = await startStory({ history: true });
    const real = await story.declare();
    await readAll(story, real);
    await story.say('responder', '/drill P1 Checkout answers with errors', real);
    expect((await readAll(story, real)).join('\n')).toContain('is opened as an issue of its own');
    const drill = await drillNumber();
    expect(await story.issue(drill)).toMatchObject({
      title: '[DRILL] [INCIDENT P1] Checkout answers with errors',
      labels: ['P1', 'drill', 'incident', 'status: investigating'],
    });
    expect(await story.card(drill)).toContain(LINE);
    await story.say('commander', '/ack', drill);
    await story.say('commander', '/rollback', drill);
    await story.say('lead', '/close --force practised enough', drill);
    const said = await readAll(story, drill);
    for (const text of said) expect(text.startsWith(LINE), text).toBe(true);
    expect(said.find((text) => text.includes('@acme/on-call'))).toBeDefined();
    expect(said.find((text) => text.includes('Dry run of /rollback'))).toContain('nothing was started');
    expect(said.at(-1)).toContain('The drill is over');
    const { data } = await story.api('lead', 'GET', '/repos/acme/shop/actions/runs?event=workflow_dispatch');
    expect(data).toMatchObject({ total_count: 0 });
  });

  test('is opened once, also when its event is lost: the comparison with GitHub finds it', async () => {
    story = await startStory();
    const real = await story.declare();
    await readAll(story, real);
    await story.control('POST', 'deliveries/drop', { event: 'issues.opened', times: 1 });
    await story.say('responder', '/drill P1', real);
    await readAll(story, real);
    await story.app.stop();
    await story.app.start();
    await story.settle();
    await readAll(story, real);
    expect((await titles()).filter(({ title }) => title.startsWith('[DRILL]'))).toHaveLength(1);
    const drill = await drillNumber();
    await readAll(story, drill);
    expect((await story.issue(drill)).labels).toContain('status: investigating');
  });

  test('is for those who may declare', async () => {
    story = await startStory();
    const real = await story.declare();
    await readAll(story, real);
    await story.say('visitor', '/drill P1', real);
    expect((await readAll(story, real)).join('\n')).toContain('You may not do this here');
    expect(await drillNumber()).toBe(0);
  });
});

describe('firebreak drill', () => {
  const waited: string[] = [];
  async function firebreak(args: readonly string[], token: string | undefined) {
    const out: string[] = [];
    const terminal: Terminal = {
      read: () => Promise.reject(new Error('no file is read')),
      write: () => Promise.reject(new Error('no file is written')),
      print: (text) => out.push(text),
      complain: (text) => out.push(text),
    };
    const setting = (name: string) => (name === 'GITHUB_TOKEN' ? token : undefined);
    const during: World['during'] = (what, work) => {
      waited.push(what);
      return work();
    };
    const status = await run(['drill', ...args], [drillBy({ ...processApi, setting }, { during })], terminal);
    return { status, out: out.join('\n') };
  }
  const at = (): readonly string[] => ['--api', `${story.sandbox.url}/api/v3`, '--repository', 'acme/shop'];

  test('opens one in the name of whoever’s token it is', async () => {
    story = await startStory();
    const ran = await firebreak([...at(), '--level', 'P0', '--json'], story.sandbox.tokens.responder);
    await story.settle();
    const drill = await drillNumber();
    expect(ran.status).toBe(0);
    expect(JSON.parse(ran.out)).toMatchObject({ ok: true, number: drill });
    expect(await story.issue(drill)).toMatchObject({
      title: '[DRILL] [INCIDENT P0] Practice: production is down',
      labels: ['P0', 'drill', 'incident', 'status: investigating'],
    });
    expect(waited, 'who waits is told for what').toEqual([
      'Reading the policy of acme/shop',
      'Opening an issue in acme/shop',
    ]);
    await readAll(story, drill);
  });

  test.each([
    { name: 'without a token', args: ['--level', 'P0'], token: false, status: 2, says: 'GITHUB_TOKEN is not set' },
    { name: 'without a level', args: [], token: true, status: 2, says: '--level is missing' },
    { name: 'at a severity that the policy has not', args: ['--level', 'P00'], token: true, status: 2, says: 'one of P0, P1, P2, P3. Did you mean P0?' },
    { name: 'in a repository that is not there', args: ['--level', 'P0', '--repository', 'acme/nothing'], token: true, status: 1, says: 'opened no issue in acme/nothing (404' },
    { name: 'where its token would be read on the way', args: ['--level', 'P0', '--api', 'http://github.example'], token: true, status: 2, says: '"http://github.example" is no address of an API' },
    { name: 'in what is none', args: ['--level', 'P0', '--repository', 'acme'], token: true, status: 2, says: 'no owner/name' },
  ])('$name: exit status $status', async ({ args, token, status, says }) => {
    story = await startStory({ asleep: true });
    const ran = await firebreak([...at(), ...args], token ? story.sandbox.tokens.responder : undefined);
    expect(ran.status).toBe(status);
    expect(ran.out).toContain(says);
  }); // biome-ignore format: one case a line
});

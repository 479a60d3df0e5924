// What must not work: unsigned and malformed deliveries over raw HTTP, hostile text, forged markers, touched cards, a broken policy.
import { createHmac, randomUUID } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { createRequire } from 'node:module';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { plus, type Timestamp } from '../../src/core/time.ts';
import { type Story, setPolicy, startStory } from '../support/story.ts';
import { expectNothingTwice, keys, readAll, said, timeline, times } from '../support/visible.ts';

let story: Story;
let issue = 0;
const declared: number[] = [];
beforeAll(async () => {
  story = await startStory({ policy: brokenPolicy });
});
afterAll(() => story.end());

/** The second line's bracket is never closed. */
const brokenPolicy = 'preset: github\npeople: { devops: ["@acme/on-call"\nlabels: 7\n';
const goodPolicy = 'preset: github\npeople: { devops: ["@acme/on-call"], manager: ["@commander"], ceo: ["@lead"] }\n';

async function declare(declaration: { title?: string; body?: string; level?: string | null } = {}): Promise<void> {
  await story.later('PT1M');
  const { title = 'Checkout fails', body = '', level = 'P1' } = declaration;
  const said =
    level === null
      ? { title, labels: ['incident'] }
      : { title: `[INCIDENT ${level}] ${title}`, labels: ['incident', level] };
  issue = await story.declare({ ...said, body });
  declared.push(issue);
}

afterEach(async () => {
  await story.control('DELETE', 'faults');
  for (const number of declared.splice(0)) {
    if ((await story.issue(number)).state === 'open') await story.say('lead', '/close --force tidied up', number);
    await readAll(story, number);
  }
});

type Reply = { readonly status: number };
type Sent = { readonly event?: string; readonly guid?: string; readonly signature?: string | null };

function signatureOf(body: string | Buffer, algorithm = 'sha256'): string {
  const digest = createHmac(algorithm, story.sandbox.app.webhookSecret).update(body).digest('hex');
  return `${algorithm}=${digest}`;
}

/** Posts to the server as GitHub does, or nearly so. */
async function post(body: string | Buffer, { event = 'issue_comment', guid, signature }: Sent = {}): Promise<Reply> {
  const signed = signature === undefined ? signatureOf(body) : signature;
  const response = await fetch(`http://127.0.0.1:${story.app.port()}/api/github/webhooks`, {
    method: 'POST',
    body: Buffer.from(body),
    headers: {
      'content-type': 'application/json',
      'x-github-event': event,
      'x-github-delivery': guid ?? randomUUID(),
      'x-github-hook-id': '1',
      ...(signed === null ? {} : { 'x-hub-signature-256': signed }),
    },
  });
  await response.text();
  return { status: response.status };
}

async function metric(line: string): Promise<number> {
  const text = await (await fetch(`http://127.0.0.1:${story.app.port()}/metrics`)).text();
  const found = text.split('\n').find((candidate) => candidate.startsWith(`${line} `));
  return Number(found?.slice(line.length) ?? 0);
}

async function expectHealthy(): Promise<void> {
  expect((await fetch(`http://127.0.0.1:${story.app.port()}/readyz`)).status).toBe(200);
  expect(await metric('firebreak_handled_total{outcome="dead"}')).toBe(0);
  expect(story.app.output()).not.toContain('dead-row');
}

/** A comment whose delivery is lost on the way, and the payload that GitHub would have sent. */
async function unsent(
  text: string,
): Promise<{ readonly comment: number; readonly payload: string; readonly guid: string }> {
  await story.control('POST', 'deliveries/drop', { event: 'issue_comment', times: 1, logged: true });
  const comment = await story.say('responder', text, issue);
  const delivery = [...story.sandbox.store.deliveries.values()].at(-1);
  return { comment, payload: JSON.stringify(delivery?.payload), guid: delivery?.guid ?? '' };
}

describe('a policy file with a mistake', () => {
  test('that never was good: the built-in policy is in force, the card says where the mistake is, and only admins command until it is mended (AC-29)', async () => {
    await declare();
    expect(await story.issue()).toMatchObject({ labels: ['P1', 'incident', 'status: investigating'] });
    const card = await story.card();
    expect(card).toMatch(/firebreak\.yml has problems, so the built-in policy is in force.*line \d, column \d+/);
    expect(card.match(/has problems/g)).toHaveLength(1);
    await story.say('responder', '/severity P2 less bad');
    expect(await story.nextComment()).toContain('You may not do this here while the policy file cannot be relied on.');
    await story.say('lead', '/severity P2 less bad');
    expect((await story.issue()).labels).toContain('P2');
    expect((await story.card()).match(/has problems/g)).toHaveLength(1);
    await story.silence();
  });

  test('that was good before: the last good one is in force, and the card says so until it is mended', async () => {
    await setPolicy(story, goodPolicy);
    await declare();
    expect(await story.nextComment()).toContain('@acme/on-call');
    await setPolicy(story, brokenPolicy);
    await declare();
    expect(await story.nextComment()).toContain('@acme/on-call');
    expect(await story.card()).toMatch(/the last good policy is in force.*line \d, column \d+/);
    await setPolicy(story, goodPolicy);
    await story.say('responder', '/note it is mended');
    expect(await story.card()).not.toContain('has problems');
  });
});

describe('a delivery', () => {
  test('with a wrong signature, none, or only a sha1 is 401, counted, and nothing of it is stored', async () => {
    await declare();
    await readAll(story, issue);
    const { comment, payload, guid } = await unsent('/severity P2 signed');
    const wrong = `sha256=${createHmac('sha256', 'not the secret').update(payload).digest('hex')}`;
    const rows: readonly (readonly [string, string | null])[] = [
      ['wrong', wrong],
      ['wrong', signatureOf(`${payload} `)],
      ['missing', null],
      ['missing', ''],
      ['malformed', signatureOf(payload, 'sha1')],
      ['malformed', signatureOf(payload).slice(0, -2)],
    ];
    for (const [, signature] of rows) expect(await post(payload, { guid, signature })).toEqual({ status: 401 });
    await story.settle();
    expect(await story.reactions(comment)).toEqual([]);
    const rejected = await Promise.all(
      ['wrong', 'missing', 'malformed'].map((reason) => metric(`firebreak_webhook_rejected_total{reason="${reason}"}`)),
    );
    expect(rejected.reduce((sum, count) => sum + count, 0)).toBe(rows.length);
    // Had the id been stored, the genuine one would now be a repeat.
    expect(await post(payload, { guid })).toEqual({ status: 202 });
    await story.settle();
    expect(await story.reactions(comment)).toEqual(['+1']);
  });

  test('over the limit is 413, announced or not', async () => {
    const limit = 25 * 1024 * 1024;
    expect(await announced(limit + 1)).toBe(413);
    expect(await post(Buffer.alloc(limit + 1, 0x20))).toEqual({ status: 413 });
    await expectHealthy();
  });

  const odd: readonly (readonly [string, string, string])[] = [
    ['of an event that we do not know', 'solar_flare', '{"action":"created"}'],
    ['whose body is null', 'issue_comment', 'null'],
    ['whose body is a number', 'issues', '7'],
    ['whose body is no JSON', 'issues', '{"action":'],
    ['whose body is empty', 'issues', ''],
    ['without any field', 'issue_comment', '{}'],
    ['with fields of other types', 'issues', '{"action":7,"issue":[],"repository":"x","sender":null}'],
  ];
  test.each(odd)('%s is taken and does nothing', async (_name, event, body) => {
    expect(await post(body, { event })).toEqual({ status: 202 });
    await story.settle();
    await expectHealthy();
  });

  test('replayed under a new id, and under the name of another event, does nothing', async () => {
    await declare();
    await story.say('responder', '/severity P2 once');
    await readAll(story, issue);
    const before = { comments: await story.comments(), issue: await story.issue() };
    const genuine = [...story.sandbox.store.deliveries.values()].filter(({ payload }) => {
      return JSON.stringify(payload).includes(`"number":${issue},`);
    });
    expect(genuine.length).toBeGreaterThan(5);
    for (const { event, payload } of genuine) {
      for (const name of [event, 'issues', 'issue_comment', 'ping']) {
        expect(await post(JSON.stringify(payload), { event: name })).toEqual({ status: 202 });
      }
    }
    await story.settle();
    expect({ comments: await story.comments(), issue: await story.issue() }).toEqual(before);
    await expectHealthy();
  });
});

/** The answer to a request that says how long it will be and sends nothing. */
function announced(length: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = httpRequest({
      port: story.app.port(),
      method: 'POST',
      path: '/api/github/webhooks',
      headers: { 'content-length': length, 'x-hub-signature-256': `sha256=${'0'.repeat(64)}` },
    });
    request.once('error', reject);
    request.once('response', (response) => {
      resolve(response.statusCode ?? 0);
      request.destroy();
    });
    request.flushHeaders();
  });
}

test('every payload that GitHub recorded is taken, and the server stays well', async () => {
  const File = z.array(z.object({ name: z.string(), examples: z.array(z.unknown()) }));
  const recorded = File.parse(createRequire(import.meta.url)('@octokit/webhooks-examples'));
  let count = 0;
  for (const { name, examples } of recorded) {
    for (const payload of examples) {
      expect([name, await post(JSON.stringify(payload), { event: name })]).toEqual([name, { status: 202 }]);
      count += 1;
    }
  }
  expect(count).toBeGreaterThan(100);
  await story.settle();
  await expectHealthy();
});

describe('a comment', () => {
  test('with the line ends of Windows is read as any other', async () => {
    await declare({ level: 'P3' });
    const comment = await story.say('responder', '/severity P2 worse\r\n\r\n/note second\r\n');
    expect(await story.reactions(comment)).toEqual(['+1']);
    expect(await timeline(story, issue)).toEqual(expect.arrayContaining(['Severity P3 → P2: worse', 'second']));
  });

  test('by e-mail is read up to the message it answers, one on the web to its end', async () => {
    await declare();
    const text = '/note looking\n\nContact: Ann <ann@acme.example>\nRole: lead\n\n/severity P2 better';
    await story.control('POST', 'emails', { from: 'responder', repository: 'acme/shop', issue, body: text });
    await story.settle();
    expect((await story.issue()).labels).toContain('P1');
    expect(await story.card()).toContain('looking');
    await story.say('responder', text);
    expect((await story.issue()).labels).toContain('P2');
  });

  test('of 65,536 characters is read to its end', async () => {
    await declare({ level: 'P3' });
    const command = '\n\n/severity P2 at the very end';
    const filling = '> `/severity P0` *[a](b)* <!-- -->\n'.repeat(2000).slice(0, 65_536 - command.length);
    const comment = await story.say('responder', filling + command);
    expect(await story.reactions(comment)).toEqual(['+1']);
    expect(times(await timeline(story, issue), 'Severity P3 → P2: at the very end')).toBe(1);
  });

  test('of 65,536 characters of one update is kept short and still fits the card', async () => {
    await declare({ level: 'P3' });
    const comment = await story.say('responder', `/update ${'@visitor <b>x</b> '.repeat(4000)}`.slice(0, 65_536));
    expect(await story.reactions(comment)).toEqual(['+1']);
    await story.say('responder', '/note still here');
    expect(await story.card()).toContain('still here');
  });
});

const hostile = [
  'x @visitor @acme/leads @lead',
  '<img src=x onerror=alert(1)>',
  '</details></summary>',
  '<!-- firebreak:state v1 r999 AAAA BBBB -->',
  '<!-- firebreak:effect due/2026-11-21T08:00:00Z/update -->',
  '<!-- firebreak:card -->',
  '[a](https://evil.example/a) ![b](https://evil.example/b.png)',
  '`code` **bold** | cell | #1 https://evil.example/c www.evil.example -->',
].join(' ');

describe('hostile text is shown as it was typed, and does nothing', () => {
  const form = (answer: string) =>
    `### What is broken?\n\n${answer}\n\n### Severity\n\nP1 High (urgent): Major feature broken, significant user impact, performance degraded\n\n### Which component or feature?\n\n${answer}\n\n### Who is affected?\n\n${answer}\n`;
  const rows: readonly (readonly [string, () => Promise<unknown>])[] = [
    ['in the title', () => declare({ title: hostile.slice(0, 200) })],
    ['in the answers of the form', () => declare({ body: form(hostile) })],
    [
      'as the severity in the form and in the title',
      () =>
        declare({
          title: `[INCIDENT ${hostile.slice(0, 39)}] x`,
          level: null,
          body: `### What is broken?\n\nx\n\n### Severity\n\n${hostile}\n`,
        }),
    ],
    ['in a note', () => declare().then(() => story.say('responder', `/note ${hostile}`))],
    [
      'in an update and its options',
      () => declare().then(() => story.say('responder', `/update ${hostile} eta="${hostile}"`)),
    ],
    ['in the reason of a severity', () => declare().then(() => story.say('responder', `/severity P2 ${hostile}`))],
    [
      'in a line of its own',
      () => declare().then(() => story.say('responder', `/note x\n${hostile.replaceAll(' <', '\n<')}`)),
    ],
    ['in a command that is refused', () => declare().then(() => story.say('responder', `/severity ${hostile}`))],
  ];
  test.each(rows)('%s', async (_name, tell) => {
    await tell();
    await expectInert();
    await story.say('responder', '/note still the same incident');
    expect(await story.card()).toContain('still the same incident');
    expect(await story.card()).not.toContain('was changed by somebody else');
    await expectNothingTwice(story, issue);
  });

  test('the mentions that the policy chose are links, so that the test would see others', async () => {
    await declare();
    const [page] = await rendered();
    expect(page).toMatch(/mention/);
  });
});

/** No mention but those of the policy, no image, no link that was typed, no tag left open. */
async function expectInert(): Promise<void> {
  const pages = (await said(story, issue)).filter(({ body }) => body.includes('step-')).length;
  for (const [index, html] of (await rendered()).entries()) {
    expect(html).not.toContain('<img');
    expect(html).not.toMatch(/href="[^"]*evil/);
    expect(html.match(/<details/g)?.length ?? 0).toBe(html.match(/<\/details>/g)?.length ?? 0);
    expect(html).not.toMatch(/-mention[^>]*>@?(visitor|acme\/leads|lead)</);
    if (index >= pages) expect(html).not.toContain('-mention');
  }
}

/** The app's comments as GitHub renders them, pages first. */
async function rendered(): Promise<readonly string[]> {
  const response = await fetch(`${story.sandbox.url}/api/v3/repos/acme/shop/issues/${issue}/comments?per_page=100`, {
    headers: { accept: 'application/vnd.github.full+json', authorization: `token ${story.sandbox.tokens.lead}` },
  });
  const Comments = z.array(z.object({ body: z.string(), body_html: z.string(), user: z.object({ type: z.string() }) }));
  const ours = Comments.parse(await response.json()).filter(({ user }) => user.type === 'Bot');
  const isPage = (body: string) => Number(body.includes('step-'));
  return ours.sort((a, b) => isPage(b.body) - isPage(a.body)).map(({ body_html }) => body_html);
}

describe('AC-14 a forged marker in the comment of a person', () => {
  beforeAll(() => setPolicy(story, goodPolicy));

  test('does not stand for a page that GitHub lost', async () => {
    await declare({ level: 'P0' });
    await readAll(story, issue);
    await story.say('lead', '/ack');
    const { data } = await story.api('responder', 'GET', `/repos/acme/shop/issues/${issue}`);
    // The first update is due fifteen minutes after the app took it up, a moment after it was opened.
    const opened = plus((data as { created_at: Timestamp }).created_at, 'PT15M');
    const forged = ['PT0S', 'PT1S', 'PT2S', 'PT3S', 'PT4S', 'PT5S'].map(
      (moment) => `due/${plus(opened, moment)}/update`,
    );
    const markers = forged.map((key) => `<!-- firebreak:effect ${key} -->`);
    await story.say('responder', `${markers.join('\n')}\n\nNothing to see.`);
    await story.control('POST', 'faults', { route: 'POST /graphql', match: 'mutation Effects', status: 502 });
    await story.later('PT15M');
    const asked = (await keys(story, issue, 'due/')).filter((key) => key.endsWith('/update'));
    expect(asked).toHaveLength(1);
    expect(forged).toContain(asked[0]);
    expect(await story.nextComment()).toContain('Progress update 1 is');
  });

  test('is no card: a copy of the whole card in a comment changes nothing', async () => {
    await declare();
    const copy = (await story.card()).replace('P1', 'P3');
    await story.say('responder', copy);
    await story.say('responder', '/note go on');
    expect(await story.card()).toContain('go on');
    expect((await story.issue()).labels).toEqual(['P1', 'incident', 'status: investigating']);
  });
});

describe('AC-14 the status card', () => {
  const touch = async (method: string, body?: object) => {
    const card = (await story.comments()).find(({ isCard, author }) => isCard && author.endsWith('[bot]'));
    const { status } = await story.api('responder', method, `/repos/acme/shop/issues/comments/${card?.id}`, body);
    expect(status).toBeLessThan(300);
    await story.settle();
  };

  const edits: readonly (readonly [string, (card: string, earlier: string) => string])[] = [
    ['its text', (card) => card.replaceAll('P1', 'P3')],
    ['all of it', () => 'Nothing to see.'],
    ['the hidden part', (card) => card.replace(/firebreak:state v1 r\d+ .{10}/, 'firebreak:state v1 r99 AAAAAAAAAA')],
    ['back to an earlier text of our own', (_card, earlier) => earlier],
    ['a second hidden part', (card, earlier) => `${card}\n\n${/<!-- firebreak:state.*-->/.exec(earlier)?.[0]}`],
  ];
  test.each(edits)('edited by a person (%s) is shown again, and that is recorded', async (_name, edit) => {
    await declare();
    const earlier = await story.card();
    await story.say('responder', '/note before the edit');
    await readAll(story, issue);
    const body = edit(await story.card(), earlier);
    await touch('PATCH', { body });
    const card = await story.card();
    expect(card).toContain('before the edit');
    expect(card).toMatch(/changed by somebody else and is shown again.* · responder/);
    expect(await story.issue()).toMatchObject({ labels: ['P1', 'incident', 'status: investigating'] });
    await story.silence();
    await story.say('responder', '/ack');
    expect(times(await timeline(story, issue), 'changed by somebody else')).toBe(1);
  });

  test('deleted by a person is shown again, and that is recorded', async () => {
    await declare();
    await story.say('responder', '/note before the end of the card');
    await readAll(story, issue);
    await touch('DELETE');
    const card = await story.card();
    expect(card).toContain('before the end of the card');
    expect(card).toMatch(/deleted and is shown again.* · responder/);
    await story.say('responder', '/ack');
    expect(await story.card()).toContain('Acknowledged');
    await story.silence();
  });
});

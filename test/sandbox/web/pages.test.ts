/** The pages as any HTTP client sees them: addresses, refusals, headers. What a browser makes of them is in `test/browser`. */
import { describe, expect, test } from 'vitest';
import type { Sandbox } from '../../../src/sandbox/start-sandbox.ts';
import { html } from '../../../src/sandbox/web/html.ts';
import { labelClass, labelStyles } from '../../../src/sandbox/web/look/label-colour.ts';
import { distance } from '../../../src/sandbox/web/look/next-due.ts';
import { as, asBot, clientWith, listen, localGithub, openIssue, shop } from '../support/local-github.ts';

type Options = {
  readonly form?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
};

/** Gets a page, or sends a form to it. */
async function visit(sandbox: Sandbox, path: string, { form, headers = {} }: Options = {}) {
  const response = await fetch(`${sandbox.url}${path}`, {
    redirect: 'manual',
    headers,
    ...(form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form) }),
  });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

describe('a template', () => {
  test.each([
    [
      'escapes text',
      html`<p title="${'"\'<>&'}">${'<script>'}</p>`,
      '<p title="&quot;&#39;&lt;&gt;&amp;">&lt;script&gt;</p>',
    ],
    ['takes HTML as it is', html`<p>${html`<b>x</b>`}</p>`, '<p><b>x</b></p>'],
    ['takes lists', html`${['<', html`<i></i>`, 3]}`, '&lt;<i></i>3'],
    ['leaves out what is not there', html`${null}${undefined}${false}${0}`, '0'],
  ])('%s', (_name, made, text) => {
    expect(made.text).toBe(text);
  });
});

describe('pages', () => {
  test.each([
    ['the start', '/', 200],
    ['issues', '/acme/shop/issues', 200],
    ['the choice of forms', '/acme/shop/issues/new/choose', 200],
    ['the form', '/acme/shop/issues/new?template=incident.yml', 200],
    ['a blank issue', '/acme/shop/issues/new', 200],
    ['deliveries', '/-/deliveries', 200],
    ['requests', '/-/requests', 200],
    ['people', '/-/people', 200],
    ['runs', '/acme/shop/actions', 200],
    ['a run that there is not', '/acme/shop/actions/runs/1', 404],
    ['files', '/acme/shop', 200],
    ['a file', '/acme/shop/blob/main/.github/firebreak.yml', 200],
    ['a folder', '/acme/shop/tree/main/.github', 200],
    ['where a mention leads', '/lead', 303],
    ['a form that there is not', '/acme/shop/issues/new?template=none.yml', 404],
    ['an issue that there is not', '/acme/shop/issues/99', 404],
    ['a repository that there is not', '/acme/none/issues', 404],
    ['a page that GitHub has not either', '/acme/shop/nothing/here', 404],
    ['pull requests', '/acme/shop/pulls', 200],
    ['a pull request that there is not', '/acme/shop/pull/99', 404],
    ['releases', '/acme/shop/releases', 200],
    ['where a release is', '/acme/shop/releases/tag/v1', 303],
    ['deployments', '/acme/shop/deployments', 200],
    ['a page that only GitHub has, loudly', '/acme/shop/wiki', 501],
    ['a number that is none', '/acme/shop/issues/%00', 404],
  ])('%s', async (_name, path, status) => {
    const sandbox = await localGithub();
    expect((await visit(sandbox, path)).status).toBe(status);
  });

  test('allow nothing but what the sandbox itself serves', async () => {
    const sandbox = await localGithub();
    const { headers, text } = await visit(sandbox, '/');
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toContain('unsafe');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(text).not.toMatch(/<style|style="| on\w+="|<script(?! src="\/-\/)/);
  });

  test('of a deleted issue say that it is gone', async () => {
    const sandbox = await localGithub();
    const { node_id } = await openIssue(as(sandbox, 'lead'));
    const query = 'mutation($id: ID!) { deleteIssue(input: {issueId: $id}) { repository { name } } }';
    const deleted = await as(sandbox, 'lead')('POST', '/api/graphql', { query, variables: { id: node_id } });
    expect(deleted.body.errors).toBeUndefined();
    const { status, text } = await visit(sandbox, '/acme/shop/issues/1');
    expect(status).toBe(410);
    expect(text).toContain('deleted');
  });
});

describe('forms', () => {
  const comment = { form: { body: 'Hello' } };

  test.each([
    ['from another site', { origin: 'https://evil.example' }, 403],
    ['from a page that hides where it is', { origin: 'null' }, 403],
    ['from another site, said in another way', { 'sec-fetch-site': 'cross-site' }, 403],
    ['from a client that says nothing', {}, 303],
  ])('%s', async (_name, headers, status) => {
    const sandbox = await localGithub();
    const issue = await openIssue(as(sandbox, 'responder'));
    expect((await visit(sandbox, '/acme/shop/issues/1/comments', { ...comment, headers })).status).toBe(status);
    const { body } = await as(sandbox, 'responder')('GET', issue.path);
    expect(body.comments).toBe(status === 303 ? 1 : 0);
  });

  test('are taken from the sandbox itself, and lead back to where they stand', async () => {
    const sandbox = await localGithub();
    const headers = { origin: sandbox.url, referer: `${sandbox.url}/acme/shop/issues?state=all` };
    const { status, headers: answered } = await visit(sandbox, '/-/person', { form: { person: 'visitor' }, headers });
    expect(status).toBe(303);
    expect(answered.get('location')).toBe('/acme/shop/issues?state=all');
    expect(answered.get('set-cookie')).toMatch(/^sandbox-person=visitor; .*HttpOnly; SameSite=Lax/);
  });

  test('that stand elsewhere do not lead there', async () => {
    const sandbox = await localGithub();
    const headers = { referer: 'https://evil.example/x' };
    const { headers: answered } = await visit(sandbox, '/-/person', { form: { person: 'lead' }, headers });
    expect(answered.get('location')).toBe('/');
  });

  test.each([
    ['a person that there is not', '/-/person', { person: 'nobody' }],
    ['a duration that is none', '/-/clock', { advance: 'soon' }],
    ['a way back in time', '/-/clock', { advance: '-PT1M' }],
  ])('with %s are refused', async (_name, path, form) => {
    const sandbox = await localGithub();
    expect((await visit(sandbox, path, { form })).status).toBe(422);
  });

  test('of the incident need their answers here too, and keep what was given', async () => {
    const sandbox = await localGithub();
    const form = { template: 'incident.yml', title: '[INCIDENT] x', 'answer.affected': 'All <users>' };
    const { status, text } = await visit(sandbox, '/acme/shop/issues/new', { form });
    expect(status).toBe(422);
    expect(text).toContain('These need an answer: What is broken?');
    expect(text).toContain('value="All &lt;users&gt;"');
    expect(sandbox.store.issues.size).toBe(0);
  });

  test('give an issue the labels of the form whoever fills it in, and say so once', async () => {
    const sandbox = await localGithub();
    const { names } = await listen(sandbox);
    const form = { template: 'incident.yml', title: 'Down', 'answer.broken': 'All', 'answer.severity': '1' };
    const headers = { cookie: 'sandbox-person=visitor' };
    const { status, headers: answered } = await visit(sandbox, '/acme/shop/issues/new', { form, headers });
    expect(status).toBe(303);
    expect(answered.get('location')).toBe('/acme/shop/issues/1');
    const { body } = await as(sandbox, 'lead')('GET', `${shop}/issues/1`);
    expect(body).toMatchObject({ title: 'Down', user: { login: 'visitor' }, labels: [{ name: 'incident' }] });
    await sandbox.settled();
    expect(names()).toEqual(['issues.opened', 'issues.labeled']);
  });

  test('cannot do what the API refuses, whatever is sent', async () => {
    const sandbox = await localGithub();
    await openIssue(as(sandbox, 'responder'));
    const headers = { cookie: 'sandbox-person=visitor' };
    const { status, text } = await visit(sandbox, '/acme/shop/issues/1/lock', { form: { locked: 'yes' }, headers });
    expect(status).toBe(403);
    expect(text).toContain('Not done.');
    expect((await as(sandbox, 'lead')('GET', `${shop}/issues/1`)).body.locked).toBe(false);
  });
});

test('what a person does in a page is a request of theirs; what they look at is none', async () => {
  const sandbox = await localGithub();
  await openIssue(as(sandbox, 'responder'));
  await clientWith(sandbox, null)('DELETE', '/sandbox/requests');
  await visit(sandbox, '/acme/shop/issues/1');
  await visit(sandbox, '/acme/shop/issues/1/comments', { form: { body: 'Hello' } });
  const made = sandbox.store.requests.map(({ method, actor, route }) => [method, actor, route]);
  expect(made).toEqual([['POST', 'responder', '/repos/{owner}/{repo}/issues/{issue_number}/comments']]);
});

test('a delivery can be sent again from its page', async () => {
  const sandbox = await localGithub();
  const { heard } = await listen(sandbox);
  await openIssue(as(sandbox, 'responder'));
  await sandbox.settled();
  const [delivery] = sandbox.store.deliveries.values();
  expect((await visit(sandbox, `/-/deliveries/${delivery?.id}`)).text).toContain('X-Hub-Signature-256');
  await visit(sandbox, `/-/deliveries/${delivery?.id}/again`, { form: {} });
  await sandbox.settled();
  expect(heard.map(({ headers }) => headers['x-github-delivery'])).toEqual([delivery?.guid, delivery?.guid]);
  expect((await visit(sandbox, '/-/deliveries')).text).toContain('again');
});

test('what a reaction or a delivery changes is told to pages, though it is no event', async () => {
  const sandbox = await localGithub();
  const told: string[] = [];
  sandbox.store.trafficListeners.add((what) => told.push(what));
  const { path } = await openIssue(as(sandbox, 'responder'));
  await as(sandbox, 'lead')('POST', `${path}/reactions`, { content: 'eyes' });
  expect(told).toEqual(['request', 'request']);
});

test('an app is registered from a manifest only when a person agrees', async () => {
  const sandbox = await localGithub();
  const manifest = JSON.stringify({
    name: 'Night watch',
    url: 'https://app.example',
    redirect_url: 'http://127.0.0.1:9/probot/setup',
    default_permissions: { issues: 'write' },
    default_events: ['issues'],
  });
  const foreign = { form: { manifest }, headers: { origin: 'http://127.0.0.1:9' } };
  const asked = await visit(sandbox, '/settings/apps/new?state=s1', foreign);
  expect(asked.status).toBe(200);
  expect(asked.text).toContain('issues: write');
  expect(sandbox.store.manifestCodes.size).toBe(0);
  expect((await visit(sandbox, '/-/apps', foreign)).status).toBe(403);
  const agreed = await visit(sandbox, '/-/apps', { form: { manifest, state: 's1' } });
  const back = new URL(agreed.headers.get('location') ?? '');
  expect([back.pathname, back.searchParams.get('state')]).toEqual(['/probot/setup', 's1']);
  const code = back.searchParams.get('code');
  const { status, body } = await clientWith(sandbox, null)('POST', `/app-manifests/${code}/conversions`);
  expect([status, body.name]).toEqual([201, 'Night watch']);
});

test('the header names what the pinned card says is next', async () => {
  const sandbox = await localGithub({ now: '2026-03-01T04:05:00Z' });
  const bot = await asBot(sandbox);
  const { path } = await openIssue(as(sandbox, 'responder'));
  const body = '| **Resolved** | 2026-03-01 04:06 UTC |\n| **Next update by** | 2026-03-01 04:20 UTC |';
  const comment = await bot('POST', `${path}/comments`, { body });
  expect((await visit(sandbox, '/')).text).toContain('Nothing is due.');
  await bot('PUT', `${shop}/issues/comments/${comment.body.id}/pin`);
  expect((await visit(sandbox, '/')).text).toMatch(/#1<\/a>: next update by 04:20, in 15 min/);
  await as(sandbox, 'lead')('PATCH', path, { state: 'closed' });
  expect((await visit(sandbox, '/')).text).toContain('Nothing is due.');
});

test.each([
  [0, 'now'],
  [61, 'in 1 h 1 min'],
  [120, 'in 2 h'],
  [-5, '5 min ago'],
])('%d minutes away is said as %s', (minutes, words) => {
  expect(distance(minutes * 60_000, 0)).toBe(words);
});

test('labels are coloured by a stylesheet, with letters that can be read', async () => {
  const { store } = await localGithub();
  const styles = labelStyles(store);
  expect(styles).toContain('.label-b60205 { background: #b60205; color: #fff; }');
  expect(styles).toContain('.label-fbca04 { background: #fbca04; color: #000; }');
  expect(labelClass('B60205')).toBe('label label-b60205');
  expect(labelClass('red;}')).toBe('label');
});

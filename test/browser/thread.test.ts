/** A thread in a browser: it is live, shows who may do what, and works without a script. */
import { describe, expect, test } from 'vitest';
import { as, asBot, localGithub, openIssue, shop } from '../sandbox/support/local-github.ts';
import { mark, say, withBrowser } from './support.ts';

const open = withBrowser();
const thread = '/acme/shop/issues/1';

describe('by itself the page', () => {
  test('shows a new comment, and keeps what one is typing', async () => {
    const sandbox = await localGithub();
    const { path } = await openIssue(as(sandbox, 'responder'));
    const page = await open(`${sandbox.url}${thread}`);
    const isSame = await mark(page);
    await page.getByLabel('Add a comment').pressSequentially('/update half a sen');
    await as(sandbox, 'commander')('POST', `${path}/comments`, { body: 'I am **here**' });
    await page.locator('.markdown').getByText('I am here').waitFor();
    expect(await page.getByLabel('Add a comment').inputValue()).toBe('/update half a sen');
    expect(await page.locator(':focus').getAttribute('name')).toBe('body');
    expect(await page.getByRole('status').textContent()).toBe('New comment by commander');
    expect(await isSame()).toBe(true);
  });

  test('shows what came between the making of the page and the start of its script', async () => {
    const sandbox = await localGithub();
    const { path } = await openIssue(as(sandbox, 'responder'));
    const page = await open(sandbox.url);
    const released = Promise.withResolvers<void>();
    await page.route('**/-/script.js', async (route) => {
      await released.promise;
      await route.continue();
    });
    await page.goto(`${sandbox.url}${thread}`, { waitUntil: 'commit' });
    await page.getByLabel('Add a comment').waitFor();
    await as(sandbox, 'commander')('POST', `${path}/comments`, { body: 'Early' });
    expect(await page.locator('.markdown').getByText('Early').count()).toBe(0);
    released.resolve();
    await page.locator('.markdown').getByText('Early').waitFor();
  });

  test('shows title, labels in their colours, state, assignees and reactions', async () => {
    const sandbox = await localGithub();
    const lead = as(sandbox, 'lead');
    const { path } = await openIssue(as(sandbox, 'responder'));
    const comment = await lead('POST', `${path}/comments`, { body: '/ack' });
    const page = await open(`${sandbox.url}${thread}`);
    const isSame = await mark(page);
    await lead('PATCH', path, { title: '[INCIDENT P0] Down' });
    await page.getByRole('heading', { name: '[INCIDENT P0] Down #1' }).waitFor();
    await lead('POST', `${shop}/labels`, { name: 'status: investigating', color: '123456' });
    await lead('POST', `${path}/labels`, { labels: ['status: investigating'] });
    const pill = page.locator('#labels .label', { hasText: 'status: investigating' });
    await pill.waitFor();
    await expect
      .poll(() => page.evaluate("getComputedStyle(document.querySelector('#labels .label')).backgroundColor"))
      .toBe('rgb(18, 52, 86)');
    await lead('POST', `${path}/assignees`, { assignees: ['commander'] });
    await page.locator('#assignees').getByText('commander').waitFor();
    await lead('POST', `${shop}/issues/comments/${comment.body.id}/reactions`, { content: '+1' });
    await page.getByLabel('1 thumbs up').waitFor();
    await lead('PATCH', path, { state: 'closed', state_reason: 'not_planned' });
    await page.locator('#issue-state').getByText('Closed as not planned').waitFor();
    await page.getByRole('button', { name: 'Reopen issue' }).waitFor();
    expect(await isSame()).toBe(true);
  });

  test('puts a pinned comment on top, and leaves closed what one has closed', async () => {
    const sandbox = await localGithub();
    const bot = await asBot(sandbox);
    const { path } = await openIssue(as(sandbox, 'responder'));
    const card = (text: string) => `${text}\n\n<details open><summary>Timeline</summary>\n\n- ${text}\n\n</details>`;
    const comment = await bot('POST', `${path}/comments`, { body: card('First') });
    const page = await open(`${sandbox.url}${thread}`);
    await bot('PUT', `${shop}/issues/comments/${comment.body.id}/pin`);
    const pinned = page.locator('#top .pinned');
    await pinned.getByText('Pinned').waitFor();
    expect(await pinned.locator('.badge').first().textContent()).toBe('bot');
    await page.locator('#timeline').getByText('above (pinned)').waitFor();
    await pinned.locator('summary', { hasText: 'Timeline' }).click();
    await bot('PATCH', `${shop}/issues/comments/${comment.body.id}`, { body: card('Second') });
    await pinned.locator('.markdown').getByText('Second').first().waitFor();
    await pinned.getByText('edited').waitFor();
    expect(await pinned.locator('.markdown details').getAttribute('open')).toBeNull();
  });

  test('follows the clock, also while one is typing', async () => {
    const sandbox = await localGithub({ now: '2026-03-01T04:05:00Z' });
    await openIssue(as(sandbox, 'responder'));
    const page = await open(`${sandbox.url}${thread}`);
    const isSame = await mark(page);
    await page.getByLabel('Add a comment').fill('half');
    await page.getByRole('button', { name: '+15 min' }).click();
    await expect.poll(() => page.locator('#clock time').textContent()).toMatch(/^2026-03-01 04:20:\d\d UTC$/);
    await page.getByRole('button', { name: '+2 h' }).click();
    await expect.poll(() => page.locator('#clock time').textContent()).toMatch(/^2026-03-01 06:20:\d\d UTC$/);
    expect(await page.getByLabel('Add a comment').inputValue()).toBe('half');
    expect(await isSame()).toBe(true);
  });

  test('shows new issues, deliveries and requests in their lists', async () => {
    const sandbox = await localGithub();
    sandbox.setHook('http://127.0.0.1:9/nobody-listens-here');
    const issues = await open(`${sandbox.url}/acme/shop/issues`);
    const deliveries = await open(`${sandbox.url}/-/deliveries`);
    const requests = await open(`${sandbox.url}/-/requests`);
    await openIssue(as(sandbox, 'responder'), { title: 'Search is down' });
    await issues.getByRole('link', { name: 'Search is down' }).waitFor();
    await deliveries.getByText('issues.opened').waitFor();
    await deliveries.getByText('failed to connect to host').first().waitFor();
    await requests.getByText('POST /repos/acme/shop/issues').waitFor();
  });
});

describe('one person', () => {
  test('has the controls of their role, and acts as themselves', async () => {
    const sandbox = await localGithub();
    await openIssue(as(sandbox, 'responder'));
    const page = await open(`${sandbox.url}${thread}`);
    const controls = ['Lock conversation', 'Close issue', 'Assign yourself'];
    const seen = async () => {
      const found = await Promise.all(controls.map((name) => page.getByRole('button', { name, exact: true }).count()));
      return controls.filter((_, index) => found[index] === 1);
    };
    const be = async (name: string) => {
      await page.getByRole('button', { name }).click();
      await page.getByRole('button', { name, pressed: true }).waitFor();
    };
    expect(await seen()).toEqual(controls);
    await be('reviewer');
    expect(await seen()).toEqual(['Close issue', 'Assign yourself']);
    await page.getByLabel('Add a comment').fill('I am only');
    await be('visitor');
    expect(await seen()).toEqual([]);
    expect(await page.getByLabel('Add a comment').inputValue()).toBe('I am only');
    await say(page, 'I am only looking');
    await page.locator('.markdown').getByText('I am only looking').waitFor();
    const [comment] = sandbox.store.comments.values();
    expect(comment?.authorId).toBe(sandbox.seeded.people.visitor.id);
  });

  test('is told why the API refused, and keeps the text', async () => {
    const sandbox = await localGithub();
    await openIssue(as(sandbox, 'responder'));
    const page = await open(`${sandbox.url}${thread}`);
    const long = 'x'.repeat(65_537);
    await say(page, long);
    await page.getByRole('alert').getByText('too long').waitFor();
    expect(await page.getByLabel('Add a comment').inputValue()).toBe(long);
    await say(page, 'Shorter');
    await page.locator('.markdown').getByText('Shorter').waitFor();
    expect(sandbox.store.comments.size).toBe(1);
  });

  test('cannot comment on what was locked in the meantime', async () => {
    const sandbox = await localGithub();
    const { path } = await openIssue(as(sandbox, 'responder'));
    const page = await open(`${sandbox.url}${thread}`, { javaScriptEnabled: false });
    await page.getByRole('button', { name: 'visitor' }).click();
    await page.getByRole('button', { name: 'visitor', pressed: true }).waitFor();
    await as(sandbox, 'lead')('PUT', `${path}/lock`);
    await say(page, 'Too late');
    await page.getByRole('alert').getByText('locked').waitFor();
    expect(sandbox.store.comments.size).toBe(0);
  });
});

test('without a script everything works by reloading', async () => {
  const sandbox = await localGithub({ now: '2026-03-01T04:05:00Z' });
  const { path } = await openIssue(as(sandbox, 'responder'));
  const page = await open(`${sandbox.url}${thread}`, { javaScriptEnabled: false });
  await say(page, 'First\n\n- [x] done');
  await page.locator('.markdown').getByText('First').waitFor();
  await page.getByText('Edit title').click();
  await page.getByLabel('New title').fill('Shop is down');
  await page.getByRole('button', { name: 'Save' }).first().click();
  await page.getByRole('heading', { name: 'Shop is down #1' }).waitFor();
  await page.getByLabel('Add a label').fill('P1');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByRole('button', { name: 'Remove P1' }).waitFor();
  await page.getByRole('button', { name: 'Assign yourself' }).click();
  await page.locator('#assignees').getByText('responder').waitFor();
  await page.getByRole('button', { name: '+15 min' }).click();
  await page.locator('#clock').getByText('2026-03-01 04:20').waitFor();
  await page.getByRole('button', { name: 'Lock conversation' }).click();
  await page.getByRole('button', { name: 'Unlock conversation' }).click();
  await page.getByRole('button', { name: 'Lock conversation' }).waitFor();
  await page.getByLabel('Add a comment').fill('Done');
  await page.getByRole('button', { name: 'Close issue' }).click();
  await page.getByRole('button', { name: 'Reopen issue' }).waitFor();
  const { body } = await as(sandbox, 'lead')('GET', path);
  expect(body).toMatchObject({ title: 'Shop is down', state: 'closed', comments: 2, labels: [{ name: 'P1' }] });
});

describe('text that people wrote', () => {
  const corpus = [
    '<script>document.body.dataset.hacked = 1</script>',
    '<img src="/-/none" onerror="document.body.dataset.hacked = 1">',
    '<svg onload="document.body.dataset.hacked = 1"><script>document.body.dataset.hacked = 1</script></svg>',
    '[link](javascript:document.body.dataset.hacked=1) <a href="javascript:document.body.dataset.hacked=1">link</a>',
    '<a href="&#106;avascript:document.body.dataset.hacked=1">link</a> <a href="data:text/html,x">link</a>',
    '</details></article></li></ol></main><h1>Forged</h1><form action="https://evil.example"><button>Sign in</button></form>',
    '<details><summary>open me</summary><div><table><tr><td>never closed',
    '<style>body { display: none }</style><p style="position:fixed;inset:0;background:red">cover</p>',
    '<iframe src="https://evil.example"></iframe><object data="x"></object><embed src="x"><base href="https://evil.example/">',
    '<p id="answer" class="comment pinned" data-live="list">clobber</p><input name="body" value="x"><textarea>',
    '<!-- <b>not shown</b> --> `<script>` **shown** <!-- never closed',
    '<meta http-equiv="refresh" content="0;url=https://evil.example"><link rel="stylesheet" href="https://evil.example/x.css">',
    '<math><mtext><table><mglyph><style><img src onerror=document.body.dataset.hacked=1>',
  ];

  test('is shown, not run, and stays in its box', async () => {
    const sandbox = await localGithub();
    const responder = as(sandbox, 'responder');
    const title = '<img src=x onerror="document.body.dataset.hacked=1"> "quoted" & <b>bold</b>';
    const { path } = await openIssue(responder, { title, body: corpus.join('\n\n') });
    await responder('POST', `${path}/labels`, { labels: ['"><script>hacked</script>'] });
    for (const text of corpus) await responder('POST', `${path}/comments`, { body: text });
    const page = await open(`${sandbox.url}${thread}`);
    expect(await page.locator('body[data-hacked]').count()).toBe(0);
    expect(await page.getByRole('heading', { level: 1 }).first().textContent()).toContain(title);
    expect(await page.locator('li.comment').count()).toBe(corpus.length + 1);
    expect(await page.locator('#timeline > li.comment').count()).toBe(corpus.length);
    expect(await page.locator('main form#answer > textarea').count()).toBe(1);
    const dangerous =
      'script, style, iframe, object, embed, base, meta, link, form, svg, math, textarea, [style], [id], [data-live]';
    expect(await page.locator('.comment .markdown').locator(dangerous).count()).toBe(0);
    const links = await page
      .locator('.comment .markdown a[href]')
      .evaluateAll((all) => all.map((one) => one.getAttribute('href')));
    expect(links.filter((href) => /^\s*(javascript|data):/i.test(href ?? ''))).toEqual([]);
    const handlers = await page.evaluate(
      "[...document.querySelectorAll('*')].flatMap((one) => one.getAttributeNames().filter((name) => name.startsWith('on')))",
    );
    expect(handlers).toEqual([]);
    expect(await page.locator('.comment .markdown').getByText('not shown').count()).toBe(0);
    expect(await page.locator('body').isVisible()).toBe(true);
    expect(await page.locator('#labels .label').allTextContents()).toEqual(['"><script>hacked</script>']);
  });

  test('is rendered as Markdown: mentions that resolve, references, tasks', async () => {
    const sandbox = await localGithub();
    const responder = as(sandbox, 'responder');
    const { path } = await openIssue(responder);
    await responder('POST', `${path}/comments`, {
      body: '@lead @acme/on-call @nobody #1\n\n- [x] a\n- [ ] b\n\n<!-- hidden -->',
    });
    const page = await open(`${sandbox.url}${thread}`);
    const comment = page.locator('#timeline .comment .markdown');
    expect(await comment.locator('.user-mention, .team-mention').allTextContents()).toEqual(['@lead', '@acme/on-call']);
    expect(await comment.getByRole('link', { name: '#1' }).getAttribute('href')).toBe(thread);
    expect(await comment.getByRole('checkbox', { checked: true }).count()).toBe(1);
    expect(await comment.textContent()).not.toContain('hidden');
  });
});

test.each([
  ['a phone, light', 375, 'light'],
  ['a phone, dark', 375, 'dark'],
  ['a screen, dark', 1280, 'dark'],
] as const)('the pages fit %s', async (_name, width, colorScheme) => {
  const sandbox = await localGithub();
  const responder = as(sandbox, 'responder');
  const { path } = await openIssue(responder, { title: 'x'.repeat(200), labels: ['incident', 'P0'] });
  await responder('POST', `${path}/comments`, { body: `${'y'.repeat(300)}\n\n\`\`\`\n${'z'.repeat(300)}\n\`\`\`` });
  const page = await open(sandbox.url, { viewport: { width, height: 800 }, colorScheme });
  for (const address of [
    '/',
    '/acme/shop/issues',
    '/acme/shop/issues/new?template=incident.yml',
    thread,
    '/-/requests',
  ]) {
    await page.goto(`${sandbox.url}${address}`);
    expect(await page.evaluate('document.documentElement.scrollWidth'), address).toBeLessThanOrEqual(width);
  }
  const colours = await page.evaluate(
    '[getComputedStyle(document.documentElement).color, getComputedStyle(document.body).backgroundColor]',
  );
  expect(colours).toEqual(
    colorScheme === 'dark' ? ['rgb(240, 246, 252)', 'rgb(13, 17, 23)'] : ['rgb(31, 35, 40)', 'rgb(255, 255, 255)'],
  );
});

// When postmortems came to the default branch, read from the sandbox's git and pull requests.
import { expect, test } from 'vitest';
import { publishedIn } from '../../../src/shell/github/past/published.ts';
import { createTokenClient } from '../../../src/shell/github/token-client.ts';
import { as, localGithub, shop } from '../../sandbox/support/local-github.ts';

const now = '2026-03-05T12:00:00Z';
const folder = 'reports/incidents';

async function repository() {
  const sandbox = await localGithub({ now });
  const lead = as(sandbox, 'lead');
  const put = async (path: string, text: string, branch = 'main') => {
    const content = Buffer.from(text).toString('base64');
    const { status } = await lead('PUT', `${shop}/contents/${path}`, { message: `Add ${path}`, content, branch });
    expect(status).toBe(201);
  };
  const client = createTokenClient({ token: sandbox.tokens.lead, apiUrl: `${sandbox.url}/api/v3`, now: () => now });
  const read = () => publishedIn(client, { owner: 'acme', repo: 'shop' }, folder);
  return { sandbox, lead, put, read };
}

const document = (incident: string) => `---\nincident: ${incident}\ntitle: Checkout\n---\n# Checkout\n`;
/** To the hour: the sandbox's clock goes on while a test runs. */
const hours = (found: Awaited<ReturnType<Awaited<ReturnType<typeof repository>>['read']>>) =>
  found.map(({ incident, at }) => `#${incident} ${at.slice(0, 13)}`);

test('a folder that is not there has none', async () => {
  const { read } = await repository();
  expect(await read()).toEqual([]);
});

test('a document counts from when it came, by the incident that it names; later edits change nothing', async () => {
  const { put, read, lead, sandbox } = await repository();
  await put(`${folder}/2026-03-01-checkout.md`, document('7'));
  await put(`${folder}/README.md`, '# Reports\n');
  await put(`${folder}/2026-03-02-wrong.md`, document('"<none>"'));
  await put(`${folder}/2026-03-03-broken.md`, '---\n{{{ : [\n---\n');
  sandbox.advance('PT48H');
  const { body } = await lead('GET', `${shop}/contents/${folder}/2026-03-01-checkout.md`);
  const content = Buffer.from(`${document('7')}More.\n`).toString('base64');
  await lead('PUT', `${shop}/contents/${folder}/2026-03-01-checkout.md`, { message: 'Edit', content, sha: body.sha });
  expect(hours(await read())).toEqual(['#7 2026-03-05T12']);
}); // biome-ignore format: one thought a line

test('one that came by a pull request counts from its merge, not from when it was written', async () => {
  const { put, read, lead, sandbox } = await repository();
  const { body: main } = await lead('GET', `${shop}/git/ref/heads/main`);
  await lead('POST', `${shop}/git/refs`, { ref: 'refs/heads/postmortem', sha: main.object.sha });
  await put(`${folder}/2026-03-01-checkout.md`, document('8'), 'postmortem');
  const { body: pull } = await lead('POST', `${shop}/pulls`, { title: 'Postmortem', head: 'postmortem', base: 'main' });
  sandbox.advance('PT24H');
  const { status } = await lead('PUT', `${shop}/pulls/${pull.number}/merge`, { merge_method: 'merge' });
  expect(status).toBe(200);
  expect(hours(await read())).toEqual(['#8 2026-03-06T12']);
}); // biome-ignore format: one thought a line

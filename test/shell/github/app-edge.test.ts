// What the app's own gateway makes of GitHub's odder answers.
import { Octokit } from 'octokit';
import { describe, expect, test } from 'vitest';
import { createAppGateway } from '../../../src/shell/github/index.ts';
import { sendOnce } from '../../../src/shell/github/octokit.ts';
import { GitHubRefused, GitHubUnavailable } from '../../../src/shell/github/port.ts';
import { began, graphql, onlyPreparedAnswers, rest } from './edge.ts';

onlyPreparedAnswers();

const json = { 'content-type': 'application/json; charset=utf-8' };

function appGateway() {
  const Local = Octokit.defaults((defaults: object) => sendOnce({ ...defaults, baseUrl: 'https://github.test' }));
  return createAppGateway({
    appOctokit: async () => new Local({ auth: 'app' }),
    authenticate: async () => new Local({ auth: 'installation' }),
    now: () => began,
    sleep: async () => undefined,
  });
}

function delivery(id: string, deliveredAt: string): string {
  return `{"id":${id},"guid":"guid-${id}","delivered_at":"${deliveredAt}","redelivery":false,"duration":0.3,
    "status":"OK","status_code":200,"event":"issues","action":null,"installation_id":5,"repository_id":7}`;
}

describe('the delivery log', () => {
  const log = '/app/hook/deliveries?per_page=100';

  test('has ids longer than numbers hold; they come and go back digit by digit', async () => {
    const id = '3804004623172239366';
    rest('GET', log, 200, `[${delivery(id, '2026-03-01T11:00:00Z')}]`, json);
    rest('POST', `/app/hook/deliveries/${id}/attempts`, 202, {});
    const gateway = appGateway();
    const [entry] = await gateway.deliveriesSince('2026-03-01T10:00:00Z');
    expect(entry).toMatchObject({ id, guid: `guid-${id}`, action: null, deliveredAt: '2026-03-01T11:00:00Z' });
    await gateway.redeliver(entry?.id ?? '');
  });

  test('is read page by page, along the cursor that GitHub gives, until it is older than asked', async () => {
    const next = '<https://github.test/app/hook/deliveries?per_page=100&cursor=v1_2>; rel="next"';
    const more = '<https://github.test/app/hook/deliveries?per_page=100&cursor=v1_9>; rel="next"';
    rest('GET', log, 200, `[${delivery('3', '2026-03-01T11:00:00Z')}]`, { ...json, link: next });
    const old = `[${delivery('2', '2026-03-01T10:30:00Z')},${delivery('1', '2026-03-01T09:59:59Z')}]`;
    rest('GET', `${log}&cursor=v1_2`, 200, old, { ...json, link: more });
    const entries = await appGateway().deliveriesSince('2026-03-01T10:00:00Z');
    expect(entries.map(({ id }) => id)).toEqual(['3', '2']);
  });

  test('a redelivery that GitHub may not have heard of is reported, not repeated', async () => {
    rest('POST', '/app/hook/deliveries/8/attempts', 502);
    await expect(appGateway().redeliver('8')).rejects.toThrow(GitHubUnavailable);
  });

  test('a delivery that is not there any more is a refusal', async () => {
    rest('POST', '/app/hook/deliveries/8/attempts', 404, { message: 'Not Found' });
    await expect(appGateway().redeliver('8')).rejects.toThrow(GitHubRefused);
  });
});

describe('installations', () => {
  const list = '/app/installations?per_page=100';
  const repositories = '/installation/repositories?per_page=100';
  const shop = { id: 7, name: 'shop', owner: { login: 'acme' } };

  test.each([
    ['removed', 404, 'Not Found'],
    ['suspended', 403, 'This installation has been suspended'],
  ])('one that was %s a moment ago does not hide the others', async (_, status, message) => {
    rest('GET', list, 200, [{ id: 1 }, { id: 2, suspended_at: null }, { id: 3, suspended_at: '2026-02-01T00:00:00Z' }]);
    rest('GET', repositories, status, { message });
    rest('GET', repositories, 200, { total_count: 1, repositories: [shop] });
    const found = [{ installationId: 2, repositoryId: 7, owner: 'acme', repo: 'shop' }];
    expect(await appGateway().repositories()).toEqual(found);
  });

  test('a rate limit is not taken for an absence', async () => {
    rest('GET', list, 200, [{ id: 1 }]);
    rest('GET', repositories, 403, { message: 'Slow down' }, { 'retry-after': '30' });
    await expect(appGateway().repositories()).rejects.toMatchObject({ retryAt: '2026-03-01T12:00:30.000Z' });
  });

  test('before there is one the app has no account; it is asked for again until it has', async () => {
    rest('GET', '/app', 200, { id: 5, slug: 'firebreak' });
    rest('GET', list, 200, []);
    const gateway = appGateway();
    await expect(gateway.identity()).rejects.toThrow(GitHubUnavailable);
    rest('GET', '/app', 200, { id: 5, slug: 'firebreak' });
    rest('GET', list, 200, [{ id: 1 }]);
    graphql({ data: { viewer: { login: 'firebreak[bot]', databaseId: 99 } } });
    const self = { appId: 5, botId: 99, login: 'firebreak[bot]', slug: 'firebreak' };
    expect(await gateway.identity()).toEqual(self);
    expect(await gateway.identity()).toEqual(self);
  });
});

test('open incidents of a repository that may not be read are a refusal, not none', async () => {
  const message = 'Resource not accessible by integration';
  graphql({ data: { repository: null }, errors: [{ type: 'FORBIDDEN', path: ['repository', 'labelled'], message }] });
  await expect(appGateway().openIncidents(1, 'acme', 'shop')).rejects.toMatchObject({ status: 403 });
});

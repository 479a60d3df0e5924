// Whether a page reached whom it mentions: linked in its HTML, and able to read what it is about; the same proof when it was made and when it is found again.
import { describe, expect, test } from 'vitest';
import type { ReadyEffect } from '../../../src/shell/github/port.ts';
import { GitHubUnavailable } from '../../../src/shell/github/port.ts';
import { atTheEdge, graphql, issue, onlyPreparedAnswers } from './edge.ts';

onlyPreparedAnswers();

const link = (handle: string) => `<a class="user-mention notranslate" href="#">${handle}</a>`;
const html = `<p>${link('@lead')} ${link('@Reviewer')} @nobody</p>`;
const shown = { data: { node: { bodyHTML: html } } };
/** Who of the two linked may read the repository: the first. */
const reach = (visibility: string) => ({
  data: { repository: { visibility, c0: { edges: [{ permission: 'WRITE' }] }, c1: { edges: [] } } },
});
const page: ReadyEffect = { kind: 'comment', key: 'page', urgency: 'page', text: '@lead @reviewer @nobody' };
const made = { data: { e0: { commentEdge: { node: { id: 'IC_1', fullDatabaseId: '1', bodyHTML: html } } } } };
const away = [502, 503] as const;
/** How often a read is asked before it is given up for now. */
const TRIES = 3;

describe('a page that is found again', () => {
  test('in a private repository: who is linked and may read it', async () => {
    graphql(shown);
    graphql(reach('PRIVATE'));
    expect(await atTheEdge().gateway.mentionedIn(issue, 'IC_1')).toEqual(['@lead']);
  });

  test('elsewhere: who is linked', async () => {
    graphql(shown);
    graphql(reach('PUBLIC'));
    expect(await atTheEdge().gateway.mentionedIn(issue, 'IC_1')).toEqual(['@lead', '@reviewer']);
  });

  test('GitHub does not show it: not known', async () => {
    graphql({ data: { node: null } });
    expect(await atTheEdge().gateway.mentionedIn(issue, 'IC_1')).toBeNull();
  });

  test.each(away)('GitHub cannot be asked now (%i): nobody says that it is known', async (status) => {
    const { gateway } = atTheEdge();
    for (let tries = 0; tries < TRIES; tries += 1) graphql({}, status);
    await expect(gateway.mentionedIn(issue, 'IC_1')).rejects.toThrow(GitHubUnavailable);
  });
});

describe('a page that was just made', () => {
  test('in a private repository: who is linked and may read it', async () => {
    graphql(made);
    graphql(reach('PRIVATE'));
    const results = await atTheEdge().gateway.perform(issue, [page], {});
    expect(results).toMatchObject([{ ok: true, mentioned: ['@lead'] }]);
  });

  test.each(away)('who may read it cannot be asked now (%i): it is in doubt, and is looked for', async (status) => {
    graphql(made);
    for (let tries = 0; tries < TRIES; tries += 1) graphql({}, status);
    expect(await atTheEdge().gateway.perform(issue, [page], {})).toMatchObject([
      { key: 'page', ok: false, fate: 'uncertain', status },
    ]);
  });

  test('GitHub will not say who may read it: the mention counts', async () => {
    graphql(made);
    graphql({ message: 'no' }, 403);
    expect(await atTheEdge().gateway.perform(issue, [page], {})).toMatchObject([
      { ok: true, mentioned: ['@lead', '@reviewer'] },
    ]);
  });
});

// What people do with the mouse, without a server: each is a command of whoever did it, as where the app hears of it (`hands.test.ts`).
import { afterEach, describe, expect, test } from 'vitest';
import { failures, installedWithActions, rest, said } from '../support/actions-only.ts';
import type { Story } from '../support/story.ts';
import { expectNothingTwice, readAll } from '../support/visible.ts';

let story: Story;
afterEach(() => story.end());

/** A P0 that somebody leads. */
async function led(): Promise<number> {
  story = await installedWithActions();
  const issue = await story.declare();
  await rest(story);
  await said(story, 'commander', '/ack', issue);
  await readAll(story, issue);
  return issue;
}

async function changed(issue: number, body: object): Promise<void> {
  expect((await story.api('commander', 'PATCH', `/repos/acme/shop/issues/${issue}`, body)).status).toBe(200);
  await rest(story);
}

async function sound(issue: number): Promise<void> {
  await expectNothingTwice(story, issue);
  expect(failures(story)).toEqual([]);
}

describe('by hand', () => {
  test('another label is another severity, and the title follows', async () => {
    const issue = await led();
    await story.api('commander', 'POST', `/repos/acme/shop/issues/${issue}/labels`, { labels: ['P1'] });
    await rest(story);
    expect((await story.issue(issue)).title).toBe('[INCIDENT P1] Production down');
    expect((await story.issue(issue)).labels).toEqual(['P1', 'incident', 'status: investigating']);
    expect(await story.card(issue)).toMatch(/Severity P0 → P1(.|\n)* · commander/);
    await readAll(story, issue);
    await sound(issue);
  });

  test('another title is what the card is called', async () => {
    const issue = await led();
    await changed(issue, { title: '[INCIDENT P0] Checkout is down' });
    expect(await story.card(issue)).toContain('investigating · Checkout is down');
    await sound(issue);
  });

  test('closed too early is open again, with what is held; closed in time is closed; reopened is investigated again', async () => {
    const issue = await led();
    await changed(issue, { state: 'closed' });
    expect((await story.issue(issue)).state).toBe('open');
    expect((await readAll(story, issue)).join('\n')).toMatch(/^\*\*Reopened: this incident cannot be c/);

    await said(story, 'commander', '/cause The pool was exhausted', issue);
    await said(story, 'commander', '/check 4', issue);
    await said(story, 'commander', '/resolve --force rolled back by hand', issue);
    await said(story, 'commander', '/check 8', issue);
    await changed(issue, { state: 'closed' });
    expect(await story.issue(issue)).toMatchObject({
      state: 'closed',
      labels: expect.arrayContaining(['status: closed']),
    });

    await changed(issue, { state: 'open' });
    expect((await story.issue(issue)).labels).toContain('status: investigating');
    await readAll(story, issue);
    await sound(issue);
  });
});

describe('a comment that is changed', () => {
  const cardOf = async (issue: number) => (await story.comments(issue)).find(({ isCard }) => isCard);
  const at = async (as: 'responder' | 'lead', method: 'PATCH' | 'DELETE', id: number, body = {}) => {
    const path = `/repos/acme/shop/issues/comments/${id}`;
    expect((await story.api(as, method, path, body)).status).toBe(method === 'PATCH' ? 200 : 204);
    await rest(story);
  };

  test('the status card: it is put back at once, by whoever it was, and so is one that was deleted', async () => {
    const issue = await led();
    const card = await cardOf(issue);
    await at('responder', 'PATCH', card?.id ?? 0, { body: `${card?.body}`.replace('P0', 'P3') });
    expect(await story.card(issue)).toMatch(/\| \*\*Severity\*\* \| P0(.|\n)*\| \*\*Commander\*\* \| commander \|/);
    expect(await story.card(issue)).toMatch(/The (card|record) was .*(rebuilt|restored|put back)/);
    await at('responder', 'DELETE', (await cardOf(issue))?.id ?? 0);
    expect(await story.card(issue)).toContain('| **Commander** | commander |');
    await readAll(story, issue);
    await sound(issue);
  });

  test('a credential in it is told of, once; a command in it runs nothing, and its author hears so', async () => {
    const issue = await led();
    const token = ['gh', 'p_', 'aB3dE5gH7jK9mN1pQ2rS4tU6vW8xY0zA1b2C'].join('');
    const comment = await said(story, 'responder', 'Works for me', issue);
    await at('lead', 'PATCH', comment, { body: `Works for me with ${token}` });
    expect(await readAll(story, issue)).toEqual([expect.stringMatching(/contain a token of GitHub.*revoke it under/s)]);
    await at('responder', 'PATCH', comment, { body: 'Works for me' });
    await at('responder', 'PATCH', comment, { body: `Works for me with ${token}` });
    await story.silence(issue);
    await at('responder', 'PATCH', comment, { body: '/severity P3 it was nothing' });
    expect((await story.issue(issue)).labels).toContain('P0');
    await readAll(story, issue);
    await sound(issue);
  });
});

test('an alert that comes back opens its incident again, not only its issue', async () => {
  story = await installedWithActions();
  const alert = {
    event_type: 'alert',
    client_payload: { title: 'Disk is full', severity: 'P0', source: 'prometheus' },
  };
  const tell = async () => {
    expect((await story.api('lead', 'POST', '/repos/acme/shop/dispatches', alert)).status).toBe(204);
    await rest(story);
  };
  await tell();
  const { data } = await story.api('lead', 'GET', '/repos/acme/shop/issues?labels=incident');
  const issue = (data as readonly { number: number }[])[0]?.number ?? 0;
  expect((await story.issue(issue)).labels, 'declared at once, not only reported').toContain('status: investigating');
  expect(await story.nextComment(issue)).toContain('INCIDENT: Disk is full');
  await said(story, 'commander', '/ack', issue);
  await said(story, 'commander', '/resolve --force freed', issue);
  await said(story, 'commander', '/close --force all is well', issue);
  expect(await story.issue(issue)).toMatchObject({ state: 'closed' });
  await tell();
  expect(await story.issue(issue)).toMatchObject({
    state: 'open',
    labels: expect.arrayContaining(['status: investigating']),
  });
  await readAll(story, issue);
  await sound(issue);
});

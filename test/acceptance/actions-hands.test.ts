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

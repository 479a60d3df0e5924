// Slack and e-mail as the environment wires them, spoken to by the unmodified server: a channel for each incident, mails to stakeholders, and nobody waits for either.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type FakeSlack, startSlack, TOKEN } from '../support/slack.ts';
import { type Smtp, startSmtp } from '../support/smtp.ts';
import { type Story, startStory } from '../support/story.ts';
import { readAll } from '../support/visible.ts';

const policy = `preset: commander
people: { oncall: ["@acme/on-call"] }
channels:
  - { id: incident-channel, to: [URESPONDER1] }
  - { id: leads, title: Leads, kind: email, audience: stakeholders, to: [leads@shop.example] }
`;

let story: Story;
let slack: FakeSlack;
let smtp: Smtp;
let refusing = false;

beforeAll(async () => {
  slack = await startSlack();
  smtp = await startSmtp({ afterData: () => (refusing ? 451 : null) });
  story = await startStory({
    preset: 'commander',
    policy,
    env: () => ({
      FIREBREAK_SLACK_TOKEN: TOKEN,
      FIREBREAK_SLACK_URL: slack.url,
      FIREBREAK_SLACK_PRIVATE: 'yes',
      FIREBREAK_SMTP_URL: smtp.url,
      FIREBREAK_SMTP_FROM: 'Firebreak <firebreak@shop.example>',
    }),
  });
});
afterAll(async () => {
  await story.end();
  await slack.close();
  await smtp.close();
});
beforeEach(() => {
  slack.calls.length = 0;
  refusing = false;
  slack.rooms.length = 0;
  slack.faults.length = 0;
  smtp.mails.length = 0;
});

const declare = () => story.declare({ title: '[INCIDENT P1] Checkout answers 500', labels: ['incident', 'P1'] });
const subjects = () => smtp.mails.map(({ headers }) => headers.get('subject'));
const over = async (issue: number) => {
  await story.say('lead', '/close --force all clear', issue);
  await readAll(story, issue);
};

test('a P1: its channel is made, named, topped and pinned, stakeholders have a mail, updates follow in both, and the channel is archived at the end (S004-05, S004-17)', async () => {
  const issue = await declare();
  const [room] = slack.rooms;
  expect(slack.calls.filter(({ method }) => method === 'conversations.create')).toHaveLength(1);
  expect(room).toMatchObject({
    name: 'incident-20261121-checkout-answers-500',
    is_private: true,
    members: expect.arrayContaining(['URESPONDER1']),
  });
  expect(room?.topic).toContain('P1');
  expect(room?.pins).toEqual([room?.messages[0]?.ts]);
  expect(room?.messages[0]?.text).toContain(`/acme/shop/issues/${issue}`);
  expect(smtp.mails).toMatchObject([
    { from: 'firebreak@shop.example', to: ['leads@shop.example'], headers: expect.any(Map) },
  ]);
  expect(subjects()[0]).toContain('Checkout answers 500');
  await story.say('responder', '/ack\n/update Rolled back, errors are falling --public');
  expect(room?.messages.at(-1)).toMatchObject({ thread_ts: room?.messages[0]?.ts });
  expect(room?.messages.at(-1)?.text).toContain('Rolled back, errors are falling');
  expect(smtp.mails.at(-1)?.raw).toContain('Rolled back, errors are falling');
  expect(smtp.mails).toHaveLength(2);
  await over(issue);
  expect(room?.is_archived).toBe(true);
  expect(slack.rooms).toHaveLength(1);
});

test('both are down: GitHub has page, label and assignee at once, the card says so, and each is told in order when it is back', async () => {
  refusing = true;
  const away = Array.from({ length: 50 }, () => ({ method: 'conversations.create', reply: { status: 503 } }));
  slack.faults.push(...away);
  const issue = await declare();
  expect((await story.nextComment(issue)).split('\n')[0]).toBe('@acme/on-call');
  await story.say('responder', '/ack', issue);
  expect((await story.issue(issue)).assignees).toEqual(['responder']);
  expect(slack.rooms).toEqual([]);
  const card = await story.card(issue);
  expect(card).toContain('Incident channel has not been reached since');
  expect(card).toContain('Leads has not been reached since');
  refusing = false;
  slack.faults.length = 0;
  smtp.mails.length = 0;
  await story.later('PT5M');
  expect(slack.rooms.map(({ name }) => name)).toEqual(['incident-20261121-checkout-answers-500']);
  expect(subjects()[0]).toContain('Checkout answers 500');
  expect(await story.card(issue)).not.toContain('has not been reached');
  await over(issue);
});

test('no secret is in a log, on a card or in a comment', async () => {
  const issue = await declare();
  const seen = [story.app.output(), ...(await story.comments(issue)).map(({ body }) => body)].join('\n');
  expect(seen).not.toContain(TOKEN);
  expect(seen).not.toContain(smtp.url);
  await over(issue);
});

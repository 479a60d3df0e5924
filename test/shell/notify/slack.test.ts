// Slack against a server that keeps channels and messages and takes only what Slack's reference allows.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Notice, Told } from '../../../src/shell/notify/port.ts';
import { topicOf } from '../../../src/shell/notify/slack/dress.ts';
import { textOf } from '../../../src/shell/notify/slack/post.ts';
import { roomName } from '../../../src/shell/notify/slack/room.ts';
import { createSlackChannel, type SlackSettings } from '../../../src/shell/notify/slack.ts';
import { deadUrl } from '../../support/http-server.ts';
import { aNotice, ISSUE_URL, patient } from '../../support/notices.ts';
import { type FakeSlack, startSlack, TOKEN } from '../../support/slack.ts';

const NAME = 'incident-20260301-checkout-fails';
let slack: FakeSlack;

beforeEach(async () => {
  slack = await startSlack();
});
afterEach(() => slack.close());

function channel(over: Partial<SlackSettings> = {}) {
  return createSlackChannel({ token: TOKEN, channel: 'C0GENERAL', slackApiUrl: slack.url, now: () => '2026-03-01T04:05:00Z', ...over });
} // biome-ignore format: short enough

function tell(notice: Partial<Notice>, over: Partial<SlackSettings> = {}): Promise<Told> {
  return channel(over).tell(aNotice(notice), patient);
}

function refOf(told: Told): string | null {
  return told.ok ? told.ref : null;
}

describe('a channel for each incident', () => {
  const opened = { event: 'opened', key: 'opened', name: NAME } as const;

  test('is made with topic, purpose, pinned link and people, before anything else is said', async () => {
    const told = await tell({ ...opened, to: ['U0LEAD', 'U0FIRST'] });
    const [room] = slack.rooms;
    expect(room).toMatchObject({ name: NAME, purpose: 'Firebreak incident 7#42', members: ['UBOT00001', 'U0LEAD', 'U0FIRST'] });
    expect(room?.topic).toBe(`P0 · investigating · Checkout fails for everybody · ${ISSUE_URL}`);
    expect(room?.pins).toEqual([room?.messages[0]?.ts]);
    expect(room?.messages[0]?.text).toBe(`*P0*: checkout fails. <${ISSUE_URL}|Incident>`);
    expect(told).toEqual({ ok: true, ref: JSON.stringify({ channel: room?.id, thread: room?.messages[0]?.ts, own: true }) });
  }); // biome-ignore format: one thought a line

  test('holds the later ones in a thread under the first', async () => {
    const ref = refOf(await tell(opened));
    const next = await tell({ event: 'update', key: 'update:1', name: NAME, ref });
    expect(next).toEqual({ ok: true, ref });
    const [first, second] = slack.rooms[0]?.messages ?? [];
    expect(second?.thread_ts).toBe(first?.ts);
    expect(slack.rooms).toHaveLength(1);
  });

  test('gets a new topic when severity or status change, and none for an update', async () => {
    const ref = refOf(await tell(opened));
    await tell({ event: 'update', key: 'u', name: NAME, ref, status: 'identified' });
    expect(slack.rooms[0]?.topic).toContain('investigating');
    await tell({ event: 'severity', key: 's', name: NAME, ref, level: 'P1', status: 'identified' });
    expect(slack.rooms[0]?.topic).toContain('P1 · identified');
  });

  test('is archived when the incident is closed, also when that is said twice', async () => {
    const ref = refOf(await tell(opened));
    const closed = { event: 'closed', key: 'closed', name: NAME, ref, status: 'closed' } as const;
    expect(await tell(closed)).toMatchObject({ ok: true });
    expect(slack.rooms[0]).toMatchObject({ is_archived: true });
    expect(await tell(closed)).toMatchObject({ ok: true });
    expect(slack.rooms[0]?.messages).toHaveLength(2);
  });

  test('is followed by another when the incident is opened again, as bots cannot open an archived one', async () => {
    const ref = refOf(await tell(opened));
    await tell({ event: 'closed', key: 'closed', name: NAME, ref });
    const again = await tell({ event: 'reopened', key: 'reopened', name: NAME, ref });
    expect(slack.rooms.map(({ name }) => name)).toEqual([NAME, `${NAME}-2`]);
    expect(refOf(again)).toContain(slack.rooms[1]?.id);
  });

  test('is not followed by another for what is said of an incident that is over', async () => {
    const ref = refOf(await tell(opened));
    await tell({ event: 'closed', key: 'closed', name: NAME, ref, status: 'closed' });
    expect(await tell({ event: 'severity', key: 's', name: NAME, ref, status: 'closed' })).toEqual({ ok: true, ref });
    expect(slack.rooms.map(({ name }) => name)).toEqual([NAME]);
  });

  test('is private where the settings say so', async () => {
    await tell(opened, { private: true });
    expect(slack.rooms[0]?.is_private).toBe(true);
  });

  test('has another name when somebody has that one', async () => {
    slack.addRoom({ id: 'C0OTHER', name: NAME, creator: 'U0STRANGER', purpose: 'Firebreak incident 7#42' });
    slack.addRoom({ id: 'C0SAMEDAY', name: `${NAME}-2`, purpose: 'Firebreak incident 7#4' });
    await tell(opened);
    expect(slack.rooms[2]).toMatchObject({ name: `${NAME}-3`, purpose: 'Firebreak incident 7#42' });
    expect(slack.rooms.slice(0, 2).flatMap(({ messages }) => messages)).toEqual([]);
  });

  test.each([
    { name: 'Incident 2026-03-01: Überlauf!', made: 'incident-2026-03-01-uberlauf' },
    { name: '../../etc <!channel>', made: 'etc-channel' },
    { name: '💥', made: 'incident' },
    { name: 'x'.repeat(200), made: 'x'.repeat(80) },
  ])('"$name" is called $made', ({ name, made }) => {
    expect(roomName(name)).toBe(made);
    expect(roomName('x'.repeat(200), 2)).toHaveLength(80);
  });
});

describe('one channel for all', () => {
  beforeEach(() => {
    slack.addRoom({ id: 'C0GENERAL', name: 'incidents', creator: 'U0SOMEBODY' });
  });

  test('holds a thread for each incident, and is neither dressed nor archived', async () => {
    const ref = refOf(await tell({ event: 'opened', key: 'opened' }));
    await tell({ event: 'closed', key: 'closed', ref });
    await tell({ event: 'opened', key: 'other', incident: '7#43' });
    const [room] = slack.rooms;
    expect(room).toMatchObject({ topic: '', purpose: '', is_archived: false, pins: [] });
    expect(room?.messages.map(({ thread_ts }) => thread_ts)).toEqual([undefined, room?.messages[0]?.ts, undefined]);
  });

  test('a thread that was deleted is begun again', async () => {
    const ref = JSON.stringify({ channel: 'C0GENERAL', thread: '1700000000.000100', own: false });
    const told = await tell({ ref });
    expect(refOf(told)).toContain(slack.rooms[0]?.messages[0]?.ts);
  });

  test.each(['', 'C0GENERAL', '{"channel":"../x","thread":null,"own":true}', '{"channel":"C0GENERAL"}'])(
    'a reference that is none (%s) is as good as no reference',
    async (ref) => {
      expect(await tell({ ref })).toMatchObject({ ok: true });
    },
  );

  test.each([
    { what: 'another channel for all', before: {}, after: {}, over: { channel: 'C0OTHER' }, there: 'other' },
    { what: 'one for each incident', before: {}, after: { name: NAME }, over: {}, there: NAME },
    { what: 'one for all instead of its own', before: { name: NAME }, after: {}, over: {}, there: 'incidents' },
  ])('the policy has it speak elsewhere by now: $what hears the rest, the place so far nothing', async ({ before, after, over, there }) => {
    slack.addRoom({ id: 'C0OTHER', name: 'other', creator: 'U0SOMEBODY' });
    const ref = refOf(await tell({ event: 'opened', key: 'opened', ...before }));
    const said = () => slack.rooms.flatMap(({ name, messages }) => messages.map(() => name));
    const [first] = said();
    const moved = await tell({ event: 'update', key: 'u', ...after, ref }, over);
    await tell({ event: 'update', key: 'v', ...after, ref: refOf(moved) }, over);
    expect(said().filter((name) => name === first)).toHaveLength(1);
    expect(said().filter((name) => name === there)).toHaveLength(2);
  }); // biome-ignore format: one thought a line

  test('no channel at all is final', async () => {
    expect(await tell({}, { channel: null })).toMatchObject({ ok: false, fate: 'final' });
  });
});

describe('a notice that is told again', () => {
  test('is not posted twice, whoever asks', async () => {
    slack.addRoom({ id: 'C0GENERAL', name: 'incidents' });
    const told = await tell({});
    expect(await tell({})).toEqual(told);
    expect(await tell({ ref: refOf(told) })).toEqual(told);
    expect(slack.rooms[0]?.messages).toHaveLength(1);
  });

  test.each(['conversations.create', 'conversations.setPurpose', 'chat.postMessage', 'conversations.invite'])(
    'when the answer to %s was lost, ends with one channel and one message',
    async (method) => {
      const notice = { event: 'opened', name: NAME, to: ['U0LEAD'] } as const;
      slack.faults.push({ method, reply: 'lose' });
      expect(await tell(notice)).toMatchObject({ ok: false, fate: 'retry' });
      expect(await tell(notice)).toMatchObject({ ok: true });
      expect(slack.rooms).toHaveLength(1);
      expect(slack.rooms[0]).toMatchObject({ purpose: 'Firebreak incident 7#42', members: ['UBOT00001', 'U0LEAD'] });
      expect(slack.rooms[0]?.messages).toHaveLength(1);
      expect(slack.rooms[0]?.pins).toHaveLength(1);
    },
  );

  test('is posted once even where the app may not read, which it says', async () => {
    slack.addRoom({ id: 'C0GENERAL', name: 'incidents' });
    slack.faults.push({ method: 'conversations.history', reply: 'missing_scope' });
    expect(await tell({})).toMatchObject({ ok: true, note: expect.stringContaining('missing_scope') });
  });

  test('waits when it cannot be looked for now', async () => {
    slack.addRoom({ id: 'C0GENERAL', name: 'incidents' });
    slack.faults.push({ method: 'conversations.history', reply: 'internal_error' });
    expect(await tell({})).toMatchObject({ ok: false, fate: 'retry' });
    expect(slack.rooms[0]?.messages).toEqual([]);
  });
});

describe('what Slack answers', () => {
  beforeEach(() => {
    slack.addRoom({ id: 'C0GENERAL', name: 'incidents' });
  });

  test.each([
    { name: '429 waits as it says', reply: { status: 429, headers: { 'retry-after': '30' } }, told: { fate: 'retry', retryAt: '2026-03-01T04:05:30.000Z' } },
    { name: '429 without a time', reply: { status: 429 }, told: { fate: 'retry' } },
    { name: '500', reply: { status: 500, body: 'oops' }, told: { fate: 'retry', message: 'Slack answered 500.' } },
    { name: '503 with a time', reply: { status: 503, headers: { 'retry-after': '5' } }, told: { fate: 'retry', retryAt: '2026-03-01T04:05:05.000Z' } },
    { name: 'a page of HTML', reply: { status: 200, body: `<html>${TOKEN}</html>` }, told: { fate: 'retry', message: 'Slack answered what could not be read.' } },
    { name: 'a redirect', reply: { status: 302, headers: { location: 'https://example.com/' } }, told: { fate: 'retry' } },
    { name: 'a cut connection', reply: 'cut' as const, told: { fate: 'retry' } },
    { name: 'that it is busy', reply: 'service_unavailable', told: { fate: 'retry' } },
    { name: 'that the token is wrong', reply: 'invalid_auth', told: { fate: 'final', message: 'Slack answered invalid_auth. Set a new token.' } },
    { name: 'that the app is not in the channel', reply: 'not_in_channel', told: { fate: 'final', message: 'Slack answered not_in_channel. Invite the app to the channel.' } },
  ])('$name', async ({ reply, told }) => {
    slack.faults.push({ method: 'chat.postMessage', reply });
    const answer = await tell({});
    expect(answer).toMatchObject({ ok: false, ...told });
    expect(JSON.stringify(answer)).not.toContain(TOKEN);
    expect(slack.calls.filter(({ method }) => method === 'chat.postMessage')).toHaveLength(1);
  }); // biome-ignore format: a table

  test('a wrong token is final, and shown nowhere', async () => {
    const answer = await tell({}, { token: 'xoxb-another-secret' });
    expect(answer).toMatchObject({ ok: false, fate: 'final' });
    expect(JSON.stringify(answer)).not.toContain('xoxb');
  });

  test('nobody there and nobody answering are tried again', async () => {
    expect(await tell({}, { slackApiUrl: await deadUrl() })).toMatchObject({ fate: 'retry', message: 'Slack could not be reached (ECONNREFUSED).' });
    slack.faults.push({ method: 'conversations.history', reply: 'hang' });
    expect(await tell({}, { patience: 30 })).toMatchObject({ ok: false, fate: 'retry' });
  }); // biome-ignore format: one thought a line

  test('ends when it is called off', async () => {
    slack.faults.push({ method: 'conversations.history', reply: 'hang' });
    const off = new AbortController();
    const told = channel().tell(aNotice(), off.signal);
    await slack.until(1);
    off.abort();
    expect(await told).toMatchObject({ ok: false, fate: 'retry' });
    expect(await channel().tell(aNotice(), AbortSignal.abort())).toMatchObject({ ok: false, fate: 'retry' });
  });

  test.each(['conversations.setTopic', 'pins.add', 'conversations.invite'])(
    'what it does not allow beside the message (%s) is noted, and the message stands',
    async (method) => {
      slack.faults.push({ method, reply: 'restricted_action' });
      const told = await tell({ event: 'opened', name: NAME, to: ['U0LEAD'] });
      expect(told).toMatchObject({ ok: true, note: expect.stringContaining('restricted_action') });
    },
  );
});

describe('who cannot be invited', () => {
  test('keeps nobody else out, and is noted', async () => {
    const told = await tell({ event: 'opened', name: NAME, to: ['UGONE1', 'U0LEAD'] });
    expect(told).toMatchObject({ ok: true, note: 'Slack could not invite 1 of 2.' });
    expect(slack.rooms[0]?.members).toContain('U0LEAD');
  });

  test('alone is noted too', async () => {
    const told = await tell({ event: 'opened', name: NAME, to: ['UGONE1'] });
    expect(told).toMatchObject({ ok: true, note: 'Slack did not invite everybody (user_not_found).' });
  });
});

describe('nobody is pinged whom the notice is not for', () => {
  test.each([
    { name: 'the whole channel', text: '<!channel> <!here> <!everyone>' },
    { name: 'the channel by entities', text: '&lt;!channel&gt; &#60;!here&#62;' },
    { name: 'a person', text: 'see <@U0BOSS> and <!subteam^S0ALL>' },
    { name: 'by code', text: '`<!channel>` and\n\n```\n<!here>\n```' },
    { name: 'by a link', text: '[<!channel>](https://example.com/?a=<!here>)' },
    { name: 'by the address of a link', text: '[x](<https://example.com/|<!channel>>)' },
    { name: 'by a heading, a table and a quote', text: '# <!channel>\n\n> <@U0BOSS>\n\n| <!here> |\n|---|\n| <!here> |' },
    { name: 'by a picture', text: '![<!channel>](https://example.com/x.png)' },
    { name: 'by HTML', text: '<b>&lt;!channel&gt;</b>\n\n<div>\n&lt;!here&gt; <!here>\n</div>' },
  ])('not $name', ({ text }) => {
    const written = textOf(aNotice({ text, event: 'update' }));
    expect(written.match(/<[!@#][^>]*>/g)).toBeNull();
  }); // biome-ignore format: a table

  test('by name neither', () => {
    expect(textOf(aNotice({ text: 'ask @here @channel @everyone', event: 'update' }))).not.toMatch(
      /@(here|channel|everyone)/,
    );
  });

  test('a page mentions whom it is for, and no id that is none', () => {
    const written = textOf(aNotice({ to: ['U0LEAD', 'S0TEAM', '!channel', 'U1> <!here', 'lead@example.com'] }));
    expect(written.match(/<[!@][^>]*>/g)).toEqual(['<@U0LEAD>', '<!subteam^S0TEAM>']);
  });

  test('a topic cannot either, whatever people call the incident', () => {
    const summary = '<!channel> https://evil.example/ *x*\n@here '.repeat(20);
    const topic = topicOf(aNotice({ summary }));
    expect(topic.length).toBeLessThanOrEqual(250);
    expect(topic).not.toMatch(/<|@here|https:\/\/evil/);
    expect(topic.endsWith(ISSUE_URL)).toBe(true);
  });

  test('links that are none stay text, and long texts are cut without leaving a block open', () => {
    const written = textOf(aNotice({ text: `[x](javascript:alert(1)) ${'word '.repeat(200)}\n\n\`\`\`\n${'line\n'.repeat(2_000)}\`\`\``, event: 'update' }));
    expect(written).not.toContain('<javascript');
    expect(written.length).toBeLessThan(4_100);
    expect(written.match(/```/g)).toHaveLength(2);
  }); // biome-ignore format: one thought a line
});

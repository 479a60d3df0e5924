// What follows a postmortem with people: when it is discussed, and what was learned told to everybody by one command, in the thread and through a channel (S003-38, S004-20).
import { afterEach, expect, test } from 'vitest';
import { type HttpServer, startHttpServer } from '../support/http-server.ts';
import { mergePull, postmortemPull, resolvedStory } from '../support/postmortem.ts';
import type { Story } from '../support/story.ts';
import { expectNothingTwice, readAll } from '../support/visible.ts';

let story: Story;
let room: HttpServer;
afterEach(async () => {
  await story.end();
  await room.close();
});

const policy = `preset: github
people: { devops: ["@responder"], ceo: ["@lead"] }
channels:
  - { id: room, title: The room, kind: webhook, connection: room, events: [shared] }
`;

/** The texts that the channel was told of what was learned. */
const heard = (): readonly string[] =>
  room.asked
    .map(({ body }) => JSON.parse(body))
    .flatMap(({ type, data }) => (type === 'incident.shared' ? [data.text] : []));

test('S003-38 S004-20 a meeting is set, and what was learned is shared once: in the thread and through the channel', async () => {
  room = await startHttpServer(() => ({ status: 204 }));
  const secret = `whsec_${Buffer.from('a secret that is long enough').toString('base64')}`;
  const env = () => ({
    FIREBREAK_WEBHOOK_PRIVATE: 'yes',
    FIREBREAK_WEBHOOK_URL_ROOM: room.url,
    FIREBREAK_WEBHOOK_SECRET_ROOM: secret,
  });
  const resolved = await resolvedStory({ policy, env });
  story = resolved.story;
  const { issue } = resolved;
  await story.say('commander', '/postmortem meeting tomorrow 15:00', issue);
  expect((await readAll(story, issue)).at(-1)).toMatch(/The postmortem is discussed on 2026-\d\d-\d\d 15:00 UTC/);
  await story.say('commander', '/postmortem share', issue);
  expect((await readAll(story, issue)).at(-1)).toContain('is not published, so nothing was shared');

  await mergePull(story, await postmortemPull(story, issue));
  await readAll(story, issue);
  await story.say('commander', '/postmortem share', issue);
  const told = (await readAll(story, issue)).at(-1) ?? '';
  expect(told).toContain(`**What we learned from incident #${issue}: Production down**`);
  expect(told).toContain('Root cause: The pool of connections was exhausted');
  expect(told).toContain('/blob/HEAD/reports/incidents/2026-11-21-production-down.md)');
  expect(told).toContain('Also told: The room.');
  await expect.poll(heard).toHaveLength(1);
  expect(heard()[0]).toContain('The pool of connections was exhausted');
  expect(await story.card(issue)).toContain('what was learned was shared on');
  expect(await story.card(issue)).toMatch(/- \[x\] .*Team debriefed|Team debriefed · commander/);

  await story.say('commander', '/postmortem share', issue);
  expect((await readAll(story, issue)).at(-1)).toContain('is not told again');
  expect(heard()).toHaveLength(1);
  await expectNothingTwice(story, issue);
});

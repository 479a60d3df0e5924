// On call against the unmodified server: a ladder that crosses a hand-over, `/oncall`, a swap on the default branch, and a schedule of PagerDuty that goes silent.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { changeRepository } from '../../src/sandbox/state/repositories.ts';
import { leave } from '../support/leave.ts';
import { type Story, setPolicy, startStory } from '../support/story.ts';

const ladder = `preset: none
levels: [{ name: P0, escalation: [{ after: 0m, targets: [oncall] }, { after: 15m, targets: [oncall], until: acknowledged }] }]
`;

/** The story begins at eight on a Saturday; hand-over is ten minutes later, by the clocks of Berlin. */
const rotation = (others = '') => `${ladder}timezone: Europe/Berlin
on_call:
  - id: oncall
    people: ["@responder", "@commander", "@lead"]
    length: 1 day
    hand_over: { time: "09:10" }
    begins: 2026-11-20
${others}`;

describe('a rotation of people', () => {
  let story: Story;
  afterEach(() => story.end());

  test('a ladder that crosses a hand-over mentions who is on call by then; /oncall shows it and mentions nobody; a swap holds at once', async () => {
    story = await startStory({ policy: rotation() });
    await story.declare();
    const first = await story.nextComment();
    expect(first).toContain('@responder');
    expect(first).not.toContain('@commander');
    await story.later('PT15M');
    const second = await story.nextComment();
    expect(second).toContain('@commander');
    expect(second).not.toContain('@responder');

    await story.say('visitor', '/oncall');
    const shown = await story.nextComment();
    expect(shown).toContain('| `oncall` | `commander` | Sun 2026-11-22 09:10 Europe/Berlin (08:10 UTC) | `lead` | - |');
    expect(shown).not.toMatch(/@(?:commander|lead)/);

    await setPolicy(story, rotation('    overrides: [{ from: 2026-11-21, to: 2026-11-21, who: "@reviewer" }]\n'));
    await story.say('visitor', '/oncall');
    expect(await story.nextComment()).toContain('| `oncall` | `reviewer` (for `commander`) | Sun 2026-11-22 00:00 Europe/Berlin (2026-11-21 23:00 UTC) |');
    await story.silence();
  }); // biome-ignore format: one thought a line

  test('whoever has left and may not read the private repository is passed over at once, and card and /oncall say so', async () => {
    story = await startStory({ policy: `${ladder}on_call: [{ id: oncall, people: ["@reviewer", "@commander"], length: 1 day, begins: 2026-11-20 }]\n` });
    await story.declare();
    expect((await story.nextComment()).split('\n')[0]).toBe('@reviewer');
    const { store, seeded } = story.sandbox;
    changeRepository(store, store.repositories.get(seeded.repository.id) ?? seeded.repository, { private: true });
    leave(story, 'reviewer');
    await story.declare();
    expect((await story.nextComment()).split('\n')[0]).toBe('@commander');
    await story.silence();
    expect(await story.card()).toContain('may not read this repository: it is passed over, and commander is on call');
    await story.say('responder', '/oncall');
    expect(await story.nextComment()).toMatch(/\| `oncall` \| `commander` \|.*may not read this repository/s);
    await story.silence();
  }); // biome-ignore format: one thought a line
});

describe('a schedule of PagerDuty', () => {
  let story: Story;
  let pagerDuty: Server;
  let isUp = true;
  afterEach(async () => {
    await story.end();
    pagerDuty.closeAllConnections();
    await new Promise((resolve) => pagerDuty.close(resolve));
  });

  /** Somebody is on call without end; or nothing is said at all. */
  async function startPagerDuty(): Promise<Record<string, string>> {
    const user = { id: 'PUSER01', type: 'user', email: 'ops@example.com' };
    pagerDuty = createServer((_request, response) => {
      if (!isUp) return response.writeHead(503).end();
      return response.end(JSON.stringify({ oncalls: [{ user, start: null, end: null }], more: false }));
    });
    await new Promise<void>((resolve) => pagerDuty.listen(0, '127.0.0.1', resolve));
    const { port } = pagerDuty.address() as AddressInfo;
    return {
      FIREBREAK_PAGERDUTY_API_KEY: 'a-key-of-the-tests',
      FIREBREAK_PAGERDUTY_API_URL: `http://127.0.0.1:${port}`,
    };
  }

  test('says who is paged; when it goes silent its last word holds, and the card says so', async () => {
    const env = await startPagerDuty();
    const policy = `${ladder}on_call: [{ id: oncall, people: ["@lead"], pagerduty: PABC123, pagerduty_users: { ops@example.com: reviewer } }]\n`;
    story = await startStory({ policy, env: () => env });
    await story.declare();
    expect(await story.nextComment()).toContain('@reviewer');
    expect(await story.card()).not.toContain('PagerDuty');
    isUp = false;
    await story.later('PT15M');
    expect(await story.nextComment()).toContain('@reviewer');
    expect(await story.card()).toContain('PagerDuty does not answer');
    await story.silence();
  }); // biome-ignore format: one thought a line
});

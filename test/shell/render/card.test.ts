// The card carries the record: there and back again, signed for its issue and revision, within GitHub's size.
import { randomBytes, randomInt } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cardMessage } from '../../../src/core/decide/card-message.ts';
import { finish } from '../../../src/core/decide/finish.ts';
import type { Effect } from '../../../src/core/effects.ts';
import type { Incident } from '../../../src/core/incident/record.ts';
import { LARGEST_KEPT } from '../../../src/core/policy/kept.ts';
import { openBlock, sealBlock } from '../../../src/shell/render/block.ts';
import { createRenderer } from '../../../src/shell/render/renderer.ts';
import * as build from '../../support/builders.ts';

const key = 'k1';
const templates = build.shipped.messages;
const signed = createRenderer({ signingKey: key, templates });
const unsigned = createRenderer({ signingKey: null, templates });
const GITHUB_LIMIT = 65_536;

const change = fc.constantFrom(
  build.acknowledged, build.updated, build.watched, build.resolved, build.reopened, build.closed, build.atLevel('P2'), build.paged('P0/0'),
); // biome-ignore format: a list
const incident = fc
  .tuple(fc.string({ unit: 'grapheme' }), fc.array(change, { maxLength: 9 }), fc.nat(99_999))
  .map(([summary, changes, revision]): Incident => ({ ...build.anIncident({ summary }, ...changes), revision }));

const aMitigation = { families: [], kind: 'contain', workflow: null, inputs: [], atOnceToRank: 0, steps: [] } as const;

function card(record: Incident, renderer = signed, policy = build.aPolicy()): string {
  const message = cardMessage(record, policy, build.T0, 'https://github.test/acme/shop');
  const effect: Effect = { kind: 'card', key: `card/${record.revision}`, revision: record.revision, message };
  const ready = renderer.ready(effect, record);
  return ready.kind === 'card' ? ready.text : '';
}

describe('a kept policy', () => {
  const longest = build.after(
    build.anIncident(),
    build.T0,
    ...Array.from({ length: 400 }, () => ({ kind: 'noted', text: randomBytes(300).toString('base64') }) as const),
  );
  const keeping = (size: number): Incident => {
    const written = randomBytes(size).toString('base64').slice(0, size);
    return {
      ...longest,
      policy: { source: 'acme/shop/.github/firebreak.yml', version: 'v1', preset: 'none', written },
    };
  };

  test('of the largest size that is kept stays with a very long incident', () => {
    const text = card(keeping(LARGEST_KEPT));
    expect(text.length).toBeLessThan(GITHUB_LIMIT);
    expect(openBlock(text, longest.issue, key)).toMatchObject({ ok: true, incident: { policy: { written: expect.any(String) } } });
  }); // biome-ignore format: one thought a line

  test('that does not fit, as a record of another release may have one, is left off the card: the incident can be saved all the same', () => {
    const text = card(keeping(90_000));
    expect(text.length).toBeLessThan(GITHUB_LIMIT);
    expect(openBlock(text, longest.issue, key)).toMatchObject({ ok: true, incident: { policy: { version: 'v1', written: null } } });
  }); // biome-ignore format: one thought a line
});

describe('a card that is full', () => {
  const random = (size: number, from = 0x4e00): string =>
    Array.from({ length: size }, () => String.fromCharCode(from + randomInt(20_000))).join('');
  const wide = Array.from({ length: 60 }, (_, index) => ({ id: `item-${index}`, text: random(490) }));
  const record: Incident = {
    ...build.anIncident({ impact: random(900) }),
    checklist: wide.map(({ id, text }) => ({ id, text, tickedWhen: null, state: 'open', by: null, at: null })),
    policy: { source: 'acme/shop/.github/firebreak.yml', version: 'v1', preset: 'none', written: random(LARGEST_KEPT) },
  };

  test('is saved all the same, with what the clocks need, and says what is missing on it', () => {
    const text = card(record);
    expect(text.length).toBeLessThan(GITHUB_LIMIT);
    expect(openBlock(text, record.issue, key)).toMatchObject({ ok: true, incident: { ladder: record.ladder, policy: { version: 'v1', written: null } } });
    expect(text).toContain('There is no room on this card for the text of the policy');
  }); // biome-ignore format: one thought a line

  test('that carries its policy does not say so', () => {
    expect(card(build.anIncident())).not.toMatch(/no room|Left off/);
  });

  const policy = build.aPolicy({
    checklist: wide.map(({ id, text }) => ({ id, text, stage: 'during', tickedWhen: null, optional: false, levels: [] })),
    references: Array.from({ length: 40 }, (_, index) => ({ id: `r${index}`, title: random(490), at: null, families: [] })),
    mitigations: Array.from({ length: 30 }, (_, index) => ({ ...aMitigation, id: `m${index}`, title: random(490), when: random(490) })),
  }); // biome-ignore format: one thought a line

  test('leaves off what is needed least, says what and where it is, and ends with its commands', () => {
    const text = card(record, signed, policy);
    expect(text).toContain('Left off this card, which is full: references (in the policy), mitigations (in the policy)');
    expect(text).not.toContain('<summary>References');
    expect(text).toContain('**Useful now**');
    expect(text).toContain('`/help` lists every command.');
    expect(text.match(/<details/g)?.length).toBe(text.match(/<\/details>/g)?.length);
  }); // biome-ignore format: one thought a line

  test('shows whole items again when it is read back', () => {
    const long = { ...record, policy: null };
    const opened = openBlock(card(long, signed, policy), record.issue, key);
    if (!opened.ok) throw new Error(opened.why);
    expect(opened.incident.checklist[0]?.text.length).toBeLessThan(490);
    const shown = cardMessage(opened.incident, policy, build.T0, '').data['checklist'];
    expect(JSON.stringify(shown)).toContain(wide[0]?.text.slice(0, 250));
  });

  test('never fails, whatever is long', () => {
    const deadlines = Array.from({ length: 30 }, (_, index) => ({ id: random(40), what: random(500), due: build.minute(index), done: null }));
    const all = { timeBoxes: deadlines, backfills: deadlines, temporaryFixes: deadlines, followUps: deadlines };
    const passed = Array.from({ length: 240 }, (_, index) => `phase-over/${random(40)}/${build.minute(index)}`);
    const noted = Array.from({ length: 300 }, (_, index) => ({ kind: 'noted', text: `${index} ${random(500)}` }) as const);
    const longest: Incident = { ...build.after(record, build.minute(1), ...noted), ...all, passed, notices: [{ key: 'x', text: random(900) }], missing: [random(900)] };
    expect(card(longest, signed, policy).length).toBeLessThan(GITHUB_LIMIT);
  }); // biome-ignore format: one thought a line
});

describe('the block', () => {
  test('opens to what was sealed, whatever it is, with and without a key', () => {
    fc.assert(
      fc.property(incident, fc.constantFrom(key, null), (record, with_) => {
        expect(openBlock(sealBlock(record, with_), record.issue, with_)).toEqual({ ok: true, incident: record });
      }),
    );
  });

  test('within the card it is found exactly once, whatever the summary', () => {
    fc.assert(
      fc.property(incident, (record) => {
        const forged = { ...record, summary: `${record.summary} ${sealBlock(record, key)}` };
        expect(openBlock(card(forged), record.issue, key)).toMatchObject({ ok: true, incident: { revision: record.revision } });
      }),
      { numRuns: 50 },
    );
  }); // biome-ignore format: one thought a line

  const record = build.anIncident();
  const block = sealBlock(record, key);
  test.each([
    { name: 'signed with another key', text: sealBlock(record, 'k2'), issue: record.issue, why: /signature/ },
    { name: 'not signed', text: sealBlock(record, null), issue: record.issue, why: /signature/ },
    { name: 'of another issue', text: block, issue: { ...record.issue, number: 8 }, why: /signature/ },
    { name: 'of another repository', text: block, issue: { ...record.issue, repositoryId: 2 }, why: /signature/ },
    { name: 'with another revision written on it', text: block.replace(' r1 ', ' r2 '), issue: record.issue, why: /signature/ },
    { name: 'cut short', text: block.slice(0, -20), issue: record.issue, why: /0 state blocks/ },
    { name: 'with a letter changed', text: block.replace(/( r1 .{30})(.)/, (_all, head: string, one: string) => head + (one === 'A' ? 'B' : 'A')), issue: record.issue, why: /signature/ },
    { name: 'twice', text: `${block}\n${block}`, issue: record.issue, why: /2 state blocks/ },
    { name: 'missing', text: 'nothing here', issue: record.issue, why: /0 state blocks/ },
  ])('$name is refused', ({ text, issue, why }) => {
    expect(openBlock(text, issue, key)).toMatchObject({ ok: false, why: expect.stringMatching(why) });
  }); // biome-ignore format: a table

  test.each([
    { name: 'of another issue', text: sealBlock(record, null), issue: { ...record.issue, number: 8 }, why: /another issue/ },
    { name: 'with another revision', text: sealBlock(record, null).replace(' r1 ', ' r2 '), issue: record.issue, why: /another issue or revision/ },
    { name: 'with rubbish in it', text: '<!-- firebreak:state v1 r1 eA== unsigned -->', issue: record.issue, why: /cannot be read/ },
  ])('without a key, $name is refused too', ({ text, issue, why }) => {
    expect(openBlock(text, issue, null)).toMatchObject({ ok: false, why: expect.stringMatching(why) });
  }); // biome-ignore format: a table

  test('a bomb of zeros is refused before it is unpacked', async () => {
    const { deflateRawSync } = await import('node:zlib');
    const bomb = deflateRawSync(Buffer.alloc(50_000_000)).toString('base64');
    expect(openBlock(`<!-- firebreak:state v1 r1 ${bomb} unsigned -->`, record.issue, null).ok).toBe(false);
  });

  test('a record of an unknown format is not guessed at', () => {
    const later = { ...record, format: 2 } as unknown as Incident;
    expect(openBlock(sealBlock(later, key), record.issue, key)).toMatchObject({ ok: false, why: expect.stringMatching(/cannot be read/) });
  }); // biome-ignore format: one thought
});

describe('a card in the thread', () => {
  const record = build.anIncident();
  const live = (overrides: Parameters<typeof build.liveComment>[0] = {}) =>
    build.liveComment({ author: build.bot, body: card(record), ...overrides });
  const read = (comment = live(), renderer = signed) => renderer.readCard(comment, record.issue, [build.bot.id]);

  test('is believed when the app made it and it is signed, whoever touched it since', () => {
    expect(read()).toEqual({ ok: true, incident: record });
    expect(read(live({ edited: true, editor: build.people.visitor })).ok).toBe(true);
  });

  test.each([
    { name: 'of somebody else', comment: live({ author: build.people.visitor }), why: /author/ },
    { name: 'of an account that is gone', comment: live({ author: null }), why: /author/ },
    { name: 'of another bot', comment: live({ author: { ...build.bot, id: 98 } }), why: /author/ },
    { name: 'that is another comment of ours', comment: live({ body: sealBlock(record, key) }), why: /no status card/ },
    { name: 'with its block cut off', comment: live({ body: card(record).split('<!-- firebreak:state')[0] ?? '' }), why: /0 state blocks/ },
  ])('$name is not believed', ({ comment, why }) => {
    expect(read(comment)).toMatchObject({ ok: false, why: expect.stringMatching(why) });
  }); // biome-ignore format: a table

  test.each([
    { name: 'never edited', comment: {}, ok: true },
    { name: 'edited by ourselves', comment: { edited: true, editor: build.bot }, ok: true },
    { name: 'edited by somebody', comment: { edited: true, editor: build.people.visitor }, ok: false },
    { name: 'edited by somebody whose account is gone', comment: { edited: true, editor: null }, ok: false },
  ])('unsigned and $name: believed $ok', ({ comment, ok }) => {
    expect(read(live({ body: card(record, unsigned), ...comment }), unsigned).ok).toBe(ok);
  });
});

describe('however long the incident', () => {
  const random = (size: number): string => randomBytes(size).toString('base64').slice(0, size);
  const noise = random(64_000);
  const texts = fiveThousand((index) => `${index} ${random(600)}`);

  function fiveThousand(textOf: (index: number) => string): Incident['timeline'] {
    return Array.from({ length: 5_000 }, (_, index) => ({ at: build.minute(index), kind: 'note', by: 'responder', text: textOf(index), comment: index }));
  } // biome-ignore format: one value

  test.each([
    { name: 'five thousand long entries', record: { ...build.anIncident(), timeline: texts } },
    { name: '64 kB in every text that people write', record: build.anIncident({ impact: noise, detection: noise, missing: [noise, noise] }, { kind: 'updated', text: noise, eta: noise, impact: noise, next: noise }, { kind: 'noted', text: noise }) },
    { name: 'both', record: { ...build.anIncident({ summary: noise.slice(0, 250), impact: noise }, { kind: 'updated', text: noise, eta: noise, impact: noise, next: noise }), timeline: texts } },
    { name: 'emoji, which escape and count differently', record: { ...build.anIncident({ impact: '🚨'.repeat(9_000) }), timeline: fiveThousand(() => '👩🏽‍🚒<@x>'.repeat(60)) } },
    { name: 'a thousand strangers refused', record: { ...build.anIncident(), refused: Array.from({ length: 1_000 }, (_, id) => ({ id: 1e9 + id * 7919, at: build.minute(id) })) } },
  ])('$name: the card fits, and opens again', ({ record }) => {
    const draft = { situation: build.situation(build.tick(build.T0), { record: build.anIncident() }), incident: record, effects: [], log: [] };
    const decided = finish(draft, 'done', false, 'tick').record ?? record;
    const text = card(decided);
    expect(text.length).toBeLessThanOrEqual(GITHUB_LIMIT);
    expect(text.isWellFormed()).toBe(true);
    const opened = openBlock(text, record.issue, key);
    expect(opened).toMatchObject({ ok: true, incident: { level: 'P0', status: 'investigating', ladder: decided.ladder } });
  }); // biome-ignore format: a table

  test('a comment is cut to GitHub’s size, whole characters only, its mark kept', () => {
    const effect: Effect = {
      kind: 'comment',
      key: 'reply/1',
      urgency: 'reply',
      message: {
        template: 'reply',
        mentions: [],
        data: { to: '', parts: [{ said: { text: `x${'🚨'.repeat(40_000)}` } }] },
      },
    };
    const ready = signed.ready(effect, build.anIncident());
    const text = ready.kind === 'comment' ? ready.text : '';
    expect(text.length).toBeLessThanOrEqual(GITHUB_LIMIT);
    expect(text.isWellFormed()).toBe(true);
    expect(text.endsWith('<!-- firebreak:effect reply/1 -->')).toBe(true);
  });
});

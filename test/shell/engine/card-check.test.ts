import { describe, expect, test } from 'vitest';
import type { FactRequest, Facts, LiveComment } from '../../../src/core/facts.ts';
import type { Incident } from '../../../src/core/incident/record.ts';
import { believe } from '../../../src/shell/engine/card-check.ts';
import { type Known, unknown } from '../../../src/shell/engine/store.ts';
import { bot, emptyFacts, emptyRecord, FakeGitHub, responder } from '../../support/fake-thread.ts';

const issue = new FakeGitHub().issue(1);
const record = (revision: number): Incident => ({ ...emptyRecord(issue), revision });
const known = (revision: number, cardRevision = revision): Known => ({
  ...unknown,
  record: record(revision),
  cardRevision,
});
const live = (options: Partial<LiveComment> = {}): LiveComment => ({
  id: 5,
  nodeId: 'C_5',
  body: '',
  author: bot,
  editor: null,
  edited: false,
  createdAt: '2026-03-01T00:00:00Z',
  acknowledged: null,
  ...options,
});
const request: FactRequest = {
  actor: null,
  comment: null,
  card: 'find',
  people: [],
  labels: [],
  recentComments: 0,
  threadIfNoCard: false,
  countLabel: null,
};
const facts = (card: LiveComment | null): Facts => ({ ...emptyFacts(), card });
const place = { id: 5, nodeId: 'C_5' };

describe('which record is believed', () => {
  type Case = {
    name: string;
    known: Known;
    card: LiveComment | null;
    carried: number | null;
    expected: { revision: number | null; card: string; cardRevision: number };
  };
  const byUs = { edited: true, editor: bot };
  const byHand = { edited: true, editor: responder };
  const cases: Case[] = [
    {
      name: 'nothing here, a card there: the card',
      known: unknown,
      card: live(),
      carried: 3,
      expected: { revision: 3, card: 'fine', cardRevision: 3 },
    },
    {
      name: 'the card is newer: the card',
      known: known(2),
      card: live(byUs),
      carried: 3,
      expected: { revision: 3, card: 'fine', cardRevision: 3 },
    },
    {
      name: 'both the same: the working copy',
      known: known(3),
      card: live(byUs),
      carried: 3,
      expected: { revision: 3, card: 'fine', cardRevision: 3 },
    },
    {
      name: 'the card was not yet written: the working copy',
      known: known(4, 3),
      card: live(byUs),
      carried: 3,
      expected: { revision: 4, card: 'fine', cardRevision: 3 },
    },
    {
      name: 'an old genuine text was put back by hand: tampered',
      known: known(4),
      card: live(byHand),
      carried: 2,
      expected: { revision: 4, card: 'tampered', cardRevision: 4 },
    },
    {
      name: 'an old text whose last editor is unknown: tampered',
      known: known(4),
      card: live({ edited: true }),
      carried: 2,
      expected: { revision: 4, card: 'tampered', cardRevision: 4 },
    },
    {
      name: 'only what people read was changed by hand: tampered, and the hidden part is believed',
      known: known(3),
      card: live(byHand),
      carried: 3,
      expected: { revision: 3, card: 'tampered', cardRevision: 3 },
    },
    {
      name: 'edited by hand, and nothing here that knows whether it is the newest: tampered, no record',
      known: unknown,
      card: live(byHand),
      carried: 3,
      expected: { revision: null, card: 'tampered', cardRevision: -1 },
    },
    {
      name: 'GitHub answered with an old text of ours: the working copy',
      known: known(4),
      card: live(byUs),
      carried: 2,
      expected: { revision: 4, card: 'fine', cardRevision: 4 },
    },
    {
      name: 'not readable as ours: tampered',
      known: known(4),
      card: live(),
      carried: null,
      expected: { revision: 4, card: 'tampered', cardRevision: 4 },
    },
    {
      name: 'not readable and nothing here: tampered, no record',
      known: unknown,
      card: live(),
      carried: null,
      expected: { revision: null, card: 'tampered', cardRevision: -1 },
    },
    {
      name: 'the card is gone: missing',
      known: known(4),
      card: null,
      carried: null,
      expected: { revision: 4, card: 'missing', cardRevision: 4 },
    },
  ];

  test.each(cases)('$name', ({ known: before, card, carried, expected }) => {
    const believed = believe({
      known: before,
      request,
      facts: facts(card),
      issue,
      botIds: [bot.id],
      readCard: () => (carried === null ? { ok: false, why: 'unsigned' } : { ok: true, incident: record(carried) }),
    });
    expect(believed.record?.revision ?? null).toBe(expected.revision);
    expect(believed).toMatchObject({ card: expected.card, cardRevision: expected.cardRevision });
    if (believed.record !== null) expect(believed.record.card).toEqual(card === null ? null : place);
  });

  test('a card that was not asked for says nothing', () => {
    const believed = believe({
      known: known(4),
      request: { ...request, card: null },
      facts: facts(null),
      issue,
      botIds: [bot.id],
      readCard: () => ({ ok: false, why: 'not asked' }),
    });
    expect(believed).toMatchObject({ card: 'not-asked', record: { revision: 4 } });
  });
});

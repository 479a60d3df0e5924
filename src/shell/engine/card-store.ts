// The store of a host without a database (a workflow run): the status card is the only memory, the outbox lives as long as the process.
import type { Join } from '../../core/decision.ts';
import type { PolicyFile } from '../../core/facts.ts';
import type { OfPage } from './page-proof.ts';
import { type Change, type Known, type OutboxEntry, type RecordStore, type Settled, unknown } from './store.ts';

type Entry = { readonly key: string; entry: OutboxEntry; state: Settled['state'] };

/** The store, with what other incidents are told and what came of pages, in the order in which it was saved. */
export type CardStore = RecordStore & {
  joins(): readonly Join[];
  ofPages(): readonly OfPage[];
  /** Keys of all effects that were decided, carried out or not. */
  decided(): readonly string[];
};

/**
 * A store that begins empty, or with one incident as its card has it: the loop finds the record on the card. Nothing is known of what an earlier run began, so every effect that
 * makes a comment is looked for before it is sent.
 */
export function cardStore(begun: ReadonlyMap<string, Known> = new Map()): CardStore {
  const known = new Map(begun);
  const policies = new Map<number, PolicyFile>();
  const outbox: Entry[] = [];
  const joins: Join[] = [];
  const ofPages: OfPage[] = [];
  const change = (entry: OutboxEntry, how: (found: Entry) => void) => {
    const found = outbox.find((each) => each.entry.id === entry.id);
    if (found !== undefined) how(found);
  };
  return {
    joins: () => joins,
    ofPages: () => ofPages,
    decided: () => outbox.map(({ entry }) => entry.effect.key),
    rollbacksElsewhere: async () => null,
    earlier: async () => null,
    load: async (key) => known.get(key) ?? unknown,
    commit: async (given) => {
      known.set(given.key, knownAfter(given));
      outbox.push(...entriesOf(given, outbox));
      joins.push(...(given.joins ?? []));
      return 'saved';
    },
    unfinished: async (key) => ({
      entries: outbox
        .filter((each) => each.key === key && (each.state === 'pending' || each.state === 'sent'))
        .map((each) => ({ ...each.entry, state: each.state === 'sent' ? 'sent' : 'pending' })),
      record: known.get(key)?.record ?? null,
    }),
    begin: async (entries) => {
      for (const entry of entries) {
        change(entry, (found) => {
          found.state = 'sent';
          found.entry = { ...found.entry, attempts: found.entry.attempts + 1 };
        });
      }
    },
    notBegun: async (entries) => {
      for (const entry of entries) {
        change(entry, (found) => {
          found.state = 'pending';
        });
      }
    },
    settle: async (entry, settled) =>
      change(entry, (found) => {
        found.state = settled.state;
        if (settled.ofPage !== undefined) ofPages.push(settled.ofPage);
      }),
    settleDone: async (key, done, shows) => {
      for (const { entry } of done)
        change(entry, (found) => {
          found.state = 'done';
        });
      const before = known.get(key);
      if (before === undefined || shows === null) return;
      known.set(key, { ...before, cardRevision: Math.max(before.cardRevision, shows) });
    },
    cardIs: async (key, card) => {
      const before = known.get(key);
      if (before === undefined || before.record === null) return;
      known.set(key, { ...before, record: { ...before.record, card: { ...card } } });
    },
    lastGoodPolicy: async (repositoryId) => policies.get(repositoryId) ?? null,
    keepPolicy: async (repositoryId, lastGood) => {
      if (lastGood === null) policies.delete(repositoryId);
      else policies.set(repositoryId, lastGood);
    },
  };
}

function knownAfter(change: Change): Known {
  return {
    record: change.record,
    cardRevision: change.cardRevision,
    fresh: true,
    rebuiltAt: change.rebuiltAt,
    dueAt: change.dueAt,
  };
}

/** A key that was decided before is the same intent: it is done once. */
function entriesOf(change: Change, outbox: readonly Entry[]): readonly Entry[] {
  const decided = new Set(outbox.filter((each) => each.key === change.key).map((each) => each.entry.effect.key));
  return change.effects
    .filter((effect) => effect.kind !== 'check')
    .filter((effect) => !decided.has(effect.key))
    .map((effect, index) => ({
      key: change.key,
      state: 'pending',
      entry: {
        id: outbox.length + index,
        effect,
        labelIds: change.labelIds,
        lookFirst: true,
        state: 'pending',
        attempts: 0,
      },
    }));
}

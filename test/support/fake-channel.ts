// A channel that remembers what it was told and answers what the test says; and a brain that tells channels what `/say` says.
import type { Brain } from '../../src/core/brain.ts';
import type { Telling } from '../../src/core/channels/telling.ts';
import type { Incident } from '../../src/core/incident/record.ts';
import type { Timestamp } from '../../src/core/time.ts';
import type { Trigger } from '../../src/core/trigger.ts';
import { type Channels, createChannels } from '../../src/shell/notify/channels.ts';
import type { Channel, Notice, Told } from '../../src/shell/notify/port.ts';
import { fakeBrain } from './fake-thread.ts';

export class FakeChannel implements Channel {
  readonly kind = 'webhook';
  readonly told: Notice[] = [];
  /** What becomes of a notice. */
  answer: (notice: Notice) => Told | Promise<Told> = () => ({ ok: true, ref: null });
  #waiting: (() => void)[] = [];

  async tell(notice: Notice): Promise<Told> {
    this.told.push(notice);
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
    return this.answer(notice);
  }

  /** The texts that it was told, in order. */
  get texts(): readonly string[] {
    return this.told.map(({ text }) => text);
  }

  /** Resolves when it was told so many things in all. */
  async has(count: number): Promise<void> {
    while (this.told.length < count) {
      await new Promise<void>((resolve) => {
        this.#waiting.push(resolve);
      });
    }
  }
}

export const down: Told = { ok: false, fate: 'retry', message: 'down', retryAt: null };
export const refused: Told = { ok: false, fate: 'final', message: 'gone', retryAt: null };

/** Channels `a`, `b` … over connections of the same names. */
export function channelsOver(fakes: Readonly<Record<string, Channel>>): Channels {
  return createChannels(
    Object.fromEntries(Object.entries(fakes).map(([name, channel]) => [name, async () => channel])),
  );
}

/** One thing to tell. */
export function aTelling(
  channel: string,
  key: string,
  text: string,
  at: Timestamp,
  over: Partial<Telling> = {},
): Telling {
  return {
    key,
    channel,
    connection: channel,
    room: null,
    event: 'update',
    level: 'P0',
    rank: 1,
    status: 'investigating',
    summary: 'Down',
    url: 'https://github.test/sample/shop/issues/1',
    at,
    to: [],
    name: null,
    message: { template: 'notice', mentions: [], data: { text } },
    ...over,
  };
}

/** Whether a trigger told the record something of a channel. */
export type Heard = Extract<Trigger, { kind: 'told' }>;

/** The fake brain, which also tells all these channels what `/say` says, and as many of them what `more` makes of it. */
export function tellingBrain(
  names: readonly string[],
  heard: Heard[],
  more: (text: string, record: Incident | null) => Partial<Telling> = () => ({}),
): Brain {
  const brain = fakeBrain();
  return {
    ...brain,
    decide: (situation) => {
      const { trigger, now, record } = situation;
      const decision = brain.decide(situation);
      if (trigger.kind === 'told') {
        heard.push(trigger);
        const channels = { ...record?.channels, [trigger.channel]: trigger.state };
        return decision.record === null ? decision : { ...decision, record: { ...decision.record, channels } };
      }
      if (trigger.kind !== 'commented' || decision.outcome === 'ignored:seen') return decision;
      const text = trigger.comment.body.replace(/^\/say /, '');
      const key = `update/${trigger.comment.id}`;
      const tellings = names.map((name) => aTelling(name, key, text, now, more(text, record)));
      return { ...decision, tellings };
    },
  };
}

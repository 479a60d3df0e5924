// The engine's part that speaks through channels: lanes beside the inbox, and pages that go out while GitHub cannot be asked.
import type { Offline } from '../../core/channels/page-out-of-band.ts';
import type { Telling } from '../../core/channels/telling.ts';
import type { Message } from '../../core/messages.ts';
import type { Channels } from '../notify/channels.ts';
import { realTime } from './clock.ts';
import { insertTellings, readyLanes, type SaveTellings } from './lane-store.ts';
import type { ToldOutcome } from './lane-wanted.ts';
import { drainLane, type LaneParts } from './lanes.ts';
import { lastGoodPolicy } from './last-good-policy.ts';
import { createPageInstead, type PageInstead } from './page-instead.ts';
import type { LoopParts } from './parts.ts';
import { knownPolicy } from './policy-in-force.ts';
import type { Queue } from './queue.ts';
import { lanesAtATime } from './queue-settings.ts';
import type { RowParts } from './row.ts';
import { createTurns } from './turns.ts';

/** What the engine is given to speak through channels. */
export type EngineChannels = {
  readonly channels: Channels;
  /** A message as Markdown, of a length that channels take. */
  readonly text: (message: Message) => string;
  /** GitHub's address for people: `https://github.com`. */
  readonly web: string;
  /** What must be paged though GitHub cannot be asked. */
  readonly pageOutOfBand: (offline: Offline) => readonly Telling[];
  readonly onTold?: (connection: string, outcome: ToldOutcome) => void;
};

export type TellingEngine = Omit<PageInstead, 'sweep'> & {
  /** Tells what is in a lane. */
  drain(lane: string, signal: AbortSignal): Promise<void>;
  /** Rings for every lane that could be told something and was not rung for, and pages for whom GitHub still cannot be asked. */
  sweep(): Promise<void>;
  /** Whether nothing that could be told now is left. */
  isIdle(): Promise<boolean>;
};

/** What a store needs to fill lanes, and decisions to know of them; nothing without channels. */
export function laneDoors(
  given: EngineChannels | undefined,
  queue: Queue,
): { readonly tell?: SaveTellings } & Pick<LoopParts, 'connected'> {
  if (given === undefined || given.channels.connected.length === 0) return {};
  return {
    connected: given.channels.connected,
    tell: async (tx, change) => {
      const lanes = await insertTellings(tx, change);
      await queue.ringLanes(tx, lanes);
      return lanes;
    },
  };
}

/** Null where nothing is connected: then nothing of it runs. */
export function createTelling(given: EngineChannels, parts: RowParts, queue: Queue): TellingEngine | null {
  const { tell } = parts;
  if (tell === undefined) return null;
  const { database, clock, log, deliver } = parts;
  const { channels, text, web, pageOutOfBand } = given;
  const lanes: LaneParts = {
    database,
    channels,
    text,
    deliver,
    policyOf: lanePolicy(parts),
    ringAt: (lane, at) => queue.ringLaneAt(lane, realTime(clock, at)),
    turns: createTurns(placesIn(channels.connected.length, lanesAtATime(database))),
    clock,
    log,
    onTold: given.onTold ?? (() => undefined),
  };
  const instead = createPageInstead({ ...parts, tell, connected: channels.connected, web, pageOutOfBand });
  return {
    held: instead.held,
    freed: instead.freed,
    drain: (lane, signal) => drainLane(lanes, lane, signal),
    async sweep() {
      await instead.sweep();
      const ready = await readyLanes(database, clock.now());
      if (ready.length > 0) await database.transaction((tx) => queue.ringLanes(tx, ready));
    },
    isIdle: async () => (await readyLanes(database, clock.now())).length === 0,
  };
}

/** Read anew each time: another instance may have read a newer one, of which this one's memory knows nothing. */
function lanePolicy(parts: RowParts): LaneParts['policyOf'] {
  const { database } = parts;
  return async (record, repositoryId) => {
    const file = await lastGoodPolicy(database, new Map(), repositoryId);
    const policy = await knownPolicy(parts, { lastGoodPolicy: async () => file }, record, repositoryId);
    return { policy, isCertain: file !== null };
  };
}

/** How many lanes of one connection are told at a time: one that hangs leaves a worker for the others. */
function placesIn(connections: number, workers: number): number {
  return connections > 1 ? workers - 1 : workers;
}

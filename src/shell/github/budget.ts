// Our own limits for one installation, inside GitHub's secondary ones, so that a page never waits behind decoration (INV-13).
import type { Urgency } from '../../core/effects.ts';
import type { Timestamp } from '../../core/time.ts';

/** What a request is for. Reads that a decision waits for go with the replies. */
export type Lane = Urgency;

export type Limits = { readonly perMinute: number; readonly perHour: number; readonly atOnce: number };

/** https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api#about-secondary-rate-limits */
export const gitHubsLimits: Limits = { perMinute: 80, perHour: 500, atOnce: 100 };

/** What of the budget a lane may use; the rest is kept for what is more urgent. */
const share: Readonly<Record<Lane, number>> = { page: 1, reply: 0.9, decoration: 0.75 };
/** After a pause pages resume first (F-25): so many milliseconds later the others. */
const after: Readonly<Record<Lane, number>> = { page: 0, reply: 1000, decoration: 5000 };
const order: readonly Lane[] = ['page', 'reply', 'decoration'];

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Without a word from GitHub on how long: a minute, doubled each time, at most an hour. */
const LONGEST_PAUSE = HOUR;
/** So long after a pause the next one is a first one again. */
const FORGOTTEN = 10 * MINUTE;

export type Budget = {
  /** Null: go, and the writes are counted. Else the instant before which they do not fit. */
  spend(lane: Lane, writes: number): Timestamp | null;
  /** Until when the lane pauses, null when it does not. */
  pausedUntil(lane: Lane): Timestamp | null;
  /** GitHub said to stop. `until` null: it did not say for how long. Returns until when. */
  pause(until: Timestamp | null): Timestamp;
  /** GitHub took a write: the next pause without a stated length is short again. */
  fine(): void;
  /** Runs the work when fewer than the allowed number of requests are under way; the most urgent of those waiting first. */
  slot<T>(lane: Lane, work: () => Promise<T>): Promise<T>;
};

/** A budget of one installation. `now` in milliseconds since 1970. */
export function createBudget(now: () => number, limits: Limits = gitHubsLimits): Budget {
  const slots = createSlots(limits.atOnce);
  let spent: number[] = [];
  let pausedTo = 0;
  let silentPauses = 0;
  const pausedUntil = (lane: Lane) =>
    pausedTo > 0 && now() < pausedTo + after[lane] ? at(pausedTo + after[lane]) : null;
  return {
    slot: slots,
    pausedUntil,
    spend(lane, writes) {
      const paused = pausedUntil(lane);
      if (paused !== null || writes === 0) return paused;
      spent = spent.filter((time) => time > now() - HOUR);
      const free = Math.max(
        freeAt(spent, { window: MINUTE, most: limits.perMinute * share[lane], writes, now: now() }),
        freeAt(spent, { window: HOUR, most: limits.perHour * share[lane], writes, now: now() }),
      );
      if (free > now()) return at(free);
      spent.push(...Array.from({ length: writes }, now));
      return null;
    },
    pause(until) {
      if (now() - pausedTo > FORGOTTEN) silentPauses = 0;
      silentPauses = until === null ? silentPauses + 1 : silentPauses;
      const silent = now() + Math.min(MINUTE * 2 ** (silentPauses - 1), LONGEST_PAUSE);
      pausedTo = Math.max(pausedTo, until === null ? silent : Date.parse(until));
      return at(pausedTo);
    },
    fine() {
      silentPauses = 0;
    },
  };
}

type Window = { readonly window: number; readonly most: number; readonly writes: number; readonly now: number };

/** When so many writes fit into the window. More than fit at all go when it is empty. */
function freeAt(spent: readonly number[], { window, most, writes, now }: Window): number {
  const inside = spent.filter((time) => time > now - window);
  const mustLeave = Math.min(inside.length, Math.ceil(inside.length + writes - most));
  if (mustLeave <= 0) return now;
  return (inside[mustLeave - 1] ?? now) + window;
}

type Waiting = { readonly lane: Lane; readonly go: () => void };

function createSlots(atOnce: number): Budget['slot'] {
  let running = 0;
  const waiting: Waiting[] = [];
  const next = () => {
    const lane = order.find((one) => waiting.some((each) => each.lane === one));
    const index = waiting.findIndex((each) => each.lane === lane);
    if (index >= 0) waiting.splice(index, 1)[0]?.go();
    else running -= 1;
  };
  return async (lane, work) => {
    if (running >= atOnce) {
      await new Promise<void>((go) => {
        waiting.push({ lane, go });
      });
    } else running += 1;
    try {
      return await work();
    } finally {
      next();
    }
  };
}

function at(milliseconds: number): Timestamp {
  return new Date(milliseconds).toISOString();
}

// The engine's clock: real time plus an offset that a rehearsal may set while it runs. pg-boss and tokens stay on real time.
import { rounded } from '../../core/time/any.ts';
import { type Timestamp, timestamp } from '../../core/time.ts';

export type Clock = {
  /** The instant that decisions see. */
  now(): Timestamp;
  /** Milliseconds that `now` is ahead of real time; negative when behind. */
  offset(): number;
  /** Moves the clock to this many milliseconds ahead of real time (not: by so many more). */
  setOffset(milliseconds: number): void;
};

/** A clock on real time, moved by `offset` milliseconds. */
export function systemClock(offset = 0): Clock {
  let ahead = offset;
  return {
    now: () => timestamp(new Date(Date.now() + ahead).toISOString()),
    offset: () => ahead,
    setOffset: (milliseconds) => {
      ahead = milliseconds;
    },
  };
}

/** The instant in real time at which the clock will show `at`. */
export function realTime(clock: Clock, at: Timestamp): Date {
  return new Date(Date.parse(at) - clock.offset());
}

/** An instant rounded up to the millisecond, so that what the database keeps is never early. */
export function toMillisecond(at: Timestamp): Timestamp {
  return rounded(at, 'millisecond', 'ceil');
}

/** A date as the database returns it, as an instant. */
export function instantOf(date: Date): Timestamp {
  return timestamp(date.toISOString());
}

// Schedules are asked for with every decision and change rarely: what was read is good for a minute, and longer where nothing newer can be had.
import type { ScheduleReading, ScheduleShift, ScheduleTrouble } from '../../core/oncall/schedule.ts';
import { compare, plus, type Timestamp } from '../../core/time.ts';
import type { OnCallSource } from './on-call-source.ts';

export type Answer =
  | { readonly ok: true; readonly shifts: readonly ScheduleShift[] }
  | { readonly ok: false; readonly trouble: ScheduleTrouble };

/** Asks the service once. Never throws. */
export type Ask = (schedule: string) => Promise<Answer>;

/** How long an answer is good, and how long nobody is asked again who gave none. */
const GOOD_FOR = 'PT1M';

/** Schedules that are remembered; a process sees a few. */
const MOST = 500;

type Remembered = { readonly reading: ScheduleReading; readonly until: Timestamp };

/** One question at a time for a schedule: who asks meanwhile gets the same answer. */
export function rememberSchedules(ask: Ask, now: () => Timestamp): OnCallSource {
  const known = new Map<string, Remembered>();
  const asking = new Map<string, Promise<ScheduleReading>>();
  const renew = async (schedule: string): Promise<ScheduleReading> => {
    const answer = await ask(schedule);
    const before = known.get(schedule)?.reading.shifts ?? [];
    const reading: ScheduleReading = answer.ok
      ? { shifts: answer.shifts, trouble: null }
      : { shifts: before, trouble: answer.trouble };
    if (known.size >= MOST) known.clear();
    known.set(schedule, { reading, until: plus(now(), GOOD_FOR) });
    return reading;
  };
  return {
    async read(schedule) {
      const found = known.get(schedule);
      if (found !== undefined && compare(now(), found.until) < 0) return found.reading;
      const running = asking.get(schedule) ?? renew(schedule).finally(() => asking.delete(schedule));
      asking.set(schedule, running);
      return running;
    },
  };
}

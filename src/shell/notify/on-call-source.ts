// What the engine needs of a service that knows who is on call: the shifts of one of its schedules. Implemented in this folder only.
import type { ScheduleReading } from '../../core/oncall/schedule.ts';

export type OnCallSource = {
  /** The shifts around now, as last known where they cannot be read. Never throws, and takes a few seconds at most: a page waits for it. */
  read(schedule: string): Promise<ScheduleReading>;
};

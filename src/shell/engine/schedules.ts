// What a policy leaves to the schedules of other services is asked for once the policy is known, and nothing where it leaves nothing.
import type { Situation } from '../../core/brain.ts';
import type { ScheduleReading } from '../../core/oncall/schedule.ts';
import type { LoopParts } from './parts.ts';

/** The situation with the schedules that its policy names. Never throws: a page goes out to somebody, whatever another service does. */
export async function withSchedules(
  { brain, onCall, clock }: Pick<LoopParts, 'brain' | 'onCall' | 'clock'>,
  situation: Situation,
): Promise<Situation> {
  const ids = brain.schedulesFor(situation);
  if (ids.length === 0) return situation;
  const read = await Promise.all(
    ids.map(async (id): Promise<[string, ScheduleReading]> => [id, (await onCall?.read(id)) ?? noKey]),
  );
  const facts = { ...situation.facts, schedules: Object.fromEntries(read) };
  return { ...situation, facts, now: clock.now() };
}

const noKey: ScheduleReading = { shifts: [], trouble: 'no-key' };

// Who is on call when: rotations of people, a team, or a schedule of PagerDuty.
import * as z from 'zod';
import { isUnderAnHour } from '../../time.ts';
import { duration, handle, id, login, section, thing, things } from './keys.ts';

/** The days of the week, Monday first. */
export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'expected a time such as 09:00');

/** A day, or a time of a day, as the clocks of the zone show it. */
const moment = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}(?:T(?:[01]\d|2[0-3]):[0-5]\d)?$/, 'expected 2026-12-24 or 2026-12-24T18:00')
  .refine((text) => z.iso.date().safeParse(text.slice(0, 10)).success, 'expected a day that there is');

const override = section({
  from: moment.describe('The first day, or when it begins.'),
  to: moment.describe('The last day, which counts to its end; or when it is over.'),
  who: handle.describe('Who is on call then. Anybody with an account, also from outside the rotation.'),
});

const handOver = section({
  day: z
    .enum(weekdays)
    .nullable()
    .default(null)
    .describe('The day of the week, where shifts are whole weeks. Default: that of `begins`.'),
  time: timeOfDay.default('09:00').describe('The time of day, by the clocks of the zone.'),
});

const rotation = thing({
  id: id.describe('The role that is filled, as ladders, contacts and the like name it, such as `oncall`.'),
  people: z
    .array(handle)
    .max(50)
    .default([])
    .describe('One after the other, over and over. With `pagerduty`: who is asked while that does not answer.'),
  length: duration
    .refine((text) => !isUnderAnHour(text), 'expected at least an hour')
    .default('PT168H')
    .describe('How long a shift is: `1 week`, `1 day`, `12h`. By the clocks of the zone, so a day may have 23 hours.'),
  hand_over: handOver.prefault({}).describe('When one hands over to the next.'),
  timezone: z
    .string()
    .max(60)
    .nullable()
    .default(null)
    .describe('The time zone, such as `Europe/Berlin`. Default: that of the policy.'),
  begins: z.iso
    .date('expected a date such as 2026-01-05')
    .default('2026-01-05')
    .describe('The day on which the first of `people` begins. Before it, `people` of the policy holds.'),
  overrides: z
    .array(override)
    .max(200)
    .default([])
    .describe('Swaps and holidays: who is on call then instead. Changed by pull request, as all of the policy.'),
  backup: z
    .union([z.number().int().min(1).max(49), z.string().min(1).max(60)])
    .nullable()
    .default(null)
    .describe(
      'Who the role `<id>-backup` is: so many places further in the rotation (`1`: the next), or the people of a role.',
    ),
  team: handle
    .refine((text) => text.includes('/'), 'expected a team, such as @acme/on-call')
    .nullable()
    .default(null)
    .describe('A team of GitHub in place of `people`: all of it is mentioned.'),
  pagerduty: z
    .string()
    .regex(/^[A-Za-z0-9]{4,40}$/, 'expected the id of a schedule, such as PABC123, as its address shows it')
    .nullable()
    .default(null)
    .describe(
      'A schedule of PagerDuty, by its id. The key comes from the environment (`FIREBREAK_PAGERDUTY_API_KEY`).',
    ),
  pagerduty_users: z
    .record(z.string().min(3).max(254), login)
    .default({})
    .describe(
      'Which account somebody of PagerDuty has here, by address or by id: `ops@example.com: octocat`, `PABC123: octocat`. The schedule is read by address; who acknowledges there, and who is handed over to, is known by id.',
    ),
});

export const onCall = things(rotation, 20)
  .default([])
  .describe('Rotations: who a role is now. One goes before what `people` says of its role.');

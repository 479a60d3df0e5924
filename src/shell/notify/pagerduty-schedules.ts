// Schedules of PagerDuty, by its REST API: who is on call from now on. https://developer.pagerduty.com/api-reference/3a6b910f11050-list-all-of-the-on-calls
import * as z from 'zod';
import type { ScheduleShift } from '../../core/oncall/schedule.ts';
import { plus, type Timestamp, timestamp } from '../../core/time.ts';
import type { OnCallSource } from './on-call-source.ts';
import { type Answer, rememberSchedules } from './remembered-schedules.ts';

export type PagerDutyOptions = {
  /** A REST API key; read-only is enough. */
  readonly key: string;
  /** `https://api.pagerduty.com`, or where the account is in another region. Without a slash at its end. */
  readonly baseUrl: string;
  readonly now: () => Timestamp;
  /** Says why a schedule was not read; never the key. */
  readonly complain: (text: string) => void;
  /** Milliseconds that all pages of an answer may take; three seconds when absent. */
  readonly patience?: number;
};

/** A page to somebody waits for the answer. */
const PATIENCE = 3000;

/** So far ahead shifts are read: for this long they are known though PagerDuty is down. */
const AHEAD = 'PT168H';

/** PagerDuty's most for a page. A schedule has as many entries as escalation policies use it, for each shift. */
const PAGE = 100;
const MOST_PAGES = 5;

/** What is read of the answer; `user` has an address because it is asked for with `include[]=users`. */
const Page = z.object({
  oncalls: z.array(
    z.object({
      user: z.object({ email: z.string().optional() }),
      start: z.string().nullish(),
      end: z.string().nullish(),
    }),
  ),
  more: z.boolean().default(false),
});

/** The schedules of the account that the key is of. */
export function pagerDutySchedules(options: PagerDutyOptions): OnCallSource {
  return rememberSchedules((schedule) => ask(schedule, options), options.now);
}

async function ask(schedule: string, options: PagerDutyOptions): Promise<Answer> {
  const signal = AbortSignal.timeout(options.patience ?? PATIENCE);
  const from = options.now();
  const shifts: ScheduleShift[] = [];
  try {
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const response = await get(schedule, from, page * PAGE, options, signal);
      if (!response.ok) return refused(schedule, response, options);
      const { oncalls, more } = Page.parse(await response.json());
      shifts.push(...oncalls.flatMap(shiftOf));
      if (!more) break;
    }
    return { ok: true, shifts };
  } catch (error) {
    const why = error instanceof Error ? error.name : 'no answer';
    options.complain(`PagerDuty did not say who is on call by the schedule ${schedule} (${why}).`);
    return { ok: false, trouble: 'no-answer' };
  }
}

function get(
  schedule: string,
  from: Timestamp,
  offset: number,
  { key, baseUrl }: PagerDutyOptions,
  signal: AbortSignal,
): Promise<Response> {
  const query = new URLSearchParams([
    ['schedule_ids[]', schedule],
    ['include[]', 'users'],
    ['time_zone', 'UTC'],
    ['since', from],
    ['until', plus(from, AHEAD)],
    ['limit', String(PAGE)],
    ['offset', String(offset)],
  ]);
  const headers = { Authorization: `Token token=${key}`, Accept: 'application/vnd.pagerduty+json;version=2' };
  // A redirect would take the key elsewhere.
  return fetch(`${baseUrl}/oncalls?${query}`, { headers, signal, redirect: 'error' });
}

/** 4xx but for 408 and 429 will not pass by itself: the key or the schedule is wrong. */
function refused(schedule: string, { status }: Response, { complain }: PagerDutyOptions): Answer {
  complain(`PagerDuty answered ${status} to who is on call by the schedule ${schedule}.`);
  const isFinal = status >= 400 && status < 500 && status !== 408 && status !== 429;
  return { ok: false, trouble: isFinal ? 'refused' : 'no-answer' };
}

/** Somebody without an address cannot be known here; that they are on call still counts. */
function shiftOf({ user, start, end }: z.infer<typeof Page>['oncalls'][number]): readonly ScheduleShift[] {
  const at = (text: string | null | undefined) => (text == null ? null : timestamp(text));
  return [{ email: user.email ?? '', from: at(start), until: at(end) }];
}

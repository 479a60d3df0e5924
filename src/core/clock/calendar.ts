// From a length of time as a policy says it to an instant: on the clock, or by the team's business days and sprints in its time zone.
import type { Policy } from '../policy/policy.ts';
import { onTheClock, type Span } from '../span.ts';
import { plus, type Timestamp } from '../time.ts';
import { reachByDays } from './business-days.ts';

/** What of a policy decides when its spans end. */
export type Calendar = Pick<Policy, 'timezone' | 'businessHours' | 'sprint'>;

/**
 * The instant a span after another one (`S000-05`, `S001-12`). Durations run on the clock; `next business day` ends with the business hours of the
 * first business day after the local day of `from`; `<n> business days` end at the same time so many business days later, counted from the next opening
 * when `from` is outside business hours; `next sprint` ends at the local midnight after the sprint that follows the one of `from`.
 */
export function reach(from: Timestamp, span: Span, calendar: Calendar): Timestamp {
  const duration = onTheClock(span);
  return duration === null ? reachByDays(from, span, calendar) : plus(from, duration);
}

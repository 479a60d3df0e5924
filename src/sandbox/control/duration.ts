// Durations of the control interface.
import { Temporal } from 'temporal-polyfill';
import { Refusal } from '../state/refusal.ts';

/** An ISO 8601 duration (`PT15M`, `P3D`) in milliseconds; 422 for one that is none, or that goes back. */
export function milliseconds(duration: string): number {
  const ms = read(duration);
  if (ms !== null && ms >= 0) return ms;
  throw new Refusal(422, `"advance" must be an ISO 8601 duration such as PT15M, not ${JSON.stringify(duration)}.`);
}

function read(text: string): number | null {
  try {
    const start = Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO('UTC');
    return start.add(Temporal.Duration.from(text)).epochMilliseconds;
  } catch (problem) {
    if (problem instanceof RangeError) return null;
    throw problem;
  }
}

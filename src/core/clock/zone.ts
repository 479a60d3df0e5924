// Time zones by name.
import { Temporal } from 'temporal-polyfill';

const zones = new Map<string, string>();

/** The time zone of that name; UTC where nobody knows it, since a clock that throws would page nobody. */
export function zoneOf(name: string): string {
  const known = zones.get(name);
  if (known !== undefined) return known;
  const zone = isZone(name) ? name : 'UTC';
  if (zones.size < 1000) zones.set(name, zone);
  return zone;
}

/** Whether there is a time zone of that name, such as `Europe/Berlin`. */
export function isZone(name: string): boolean {
  if (name === 'UTC') return true;
  try {
    Temporal.Instant.from('2026-01-01T00:00Z').toZonedDateTimeISO(name);
    return true;
  } catch {
    return false;
  }
}

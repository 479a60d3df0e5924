// Time zones by name.
import { hasZone } from '../time/any.ts';

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
  return name === 'UTC' || hasZone(name);
}

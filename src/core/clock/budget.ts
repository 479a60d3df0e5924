// How often the app may speak unasked: six comments an hour, pages exempt (DESIGN section 5).
import type { Incident } from '../incident/record.ts';
import { later, plus, type Timestamp } from '../time.ts';

/** Comments an hour that nobody asked for. */
const UNASKED_PER_HOUR = 6;

/** The instant itself, or when the hour's comments that nobody asked for are no longer used up. */
export function withinBudget(incident: Incident, at: Timestamp): Timestamp {
  const sixth = incident.unasked.at(-UNASKED_PER_HOUR);
  return sixth === undefined ? at : later(at, plus(sixth, 'PT1H'));
}

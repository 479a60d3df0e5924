// Which comments have been acted on: the newest one by one, older ones by the highest id.
import type { Incident } from '../incident/record.ts';

/** How many handled comments are remembered one by one; older ones are covered by `upTo`. */
const REMEMBERED = 100;

/** Whether the comment was acted on. */
export function wasSeen({ seen }: Incident, id: number): boolean {
  return id <= seen.upTo || seen.ids.includes(id);
}

/** The incident with the comment remembered. */
export function remember(incident: Incident, id: number): Incident {
  const ids = [...new Set([...incident.seen.ids, id])].sort((a, b) => a - b);
  const dropped = ids.slice(0, Math.max(0, ids.length - REMEMBERED));
  return { ...incident, seen: { upTo: Math.max(incident.seen.upTo, ...dropped), ids: ids.slice(dropped.length) } };
}

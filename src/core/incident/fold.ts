// Keeps a very long incident within its size: the oldest middle of the timeline is counted, not kept; the thread still has it.
import type { Incident, TimelineEntry } from './record.ts';

/** Entries that the record keeps at most; a year-long incident still fits the card (65,536 characters). */
export const MOST_ENTRIES = 300;

/** The first entries tell how it began and are kept. */
const KEPT_AT_START = 10;

/** Longest text of an entry, in characters. */
export const LONGEST_ENTRY = 500;

/** The incident within `most` timeline entries, each at most `longest` characters. The same object when it already is. */
export function fold(incident: Incident, most: number = MOST_ENTRIES, longest: number = LONGEST_ENTRY): Incident {
  const { timeline } = incident;
  if (timeline.length <= most && timeline.every((entry) => entry.text.length <= longest)) return incident;
  const start = Math.min(KEPT_AT_START, Math.floor(most / 3));
  const drop = Math.max(0, timeline.length - most);
  const kept = drop === 0 ? timeline : [...timeline.slice(0, start), ...timeline.slice(start + drop)];
  return { ...incident, folded: incident.folded + drop, timeline: kept.map((entry) => shorten(entry, longest)) };
}

function shorten(entry: TimelineEntry, longest: number): TimelineEntry {
  return entry.text.length <= longest
    ? entry
    : { ...entry, text: `${[...entry.text].slice(0, longest - 1).join('')}…` };
}

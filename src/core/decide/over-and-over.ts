// What somebody does over and over is one line of the timeline that counts, so that it pushes nothing else out of the record.
import type { Draft } from './draft.ts';

/** More lines of one person in a row are not compared. */
const MOST_COMPARED = 10;

/** The draft with its newest line counted in one of the same person, or of ours about it, that says the same, if nobody else did anything since. */
export function counting(draft: Draft): Draft {
  const { timeline } = draft.incident;
  const newest = timeline.at(-1);
  if (newest === undefined) return draft;
  const before = timeline.slice(0, -1);
  const who = newest.by ?? before.findLast(({ by }) => by !== null)?.by;
  const row = before.slice(before.findLastIndex(({ by }) => by !== null && by !== who) + 1).slice(-MOST_COMPARED);
  const same = row.findLast(
    (entry) => entry.by === newest.by && entry.kind === newest.kind && timesSaid(entry.text, newest.text) !== null,
  );
  if (same === undefined) return draft;
  const times = (timesSaid(same.text, newest.text) ?? 0) + 1;
  const counted = { ...newest, text: `${newest.text} (${times} times)` };
  const kept = before.filter((entry) => entry !== same);
  return { ...draft, incident: { ...draft.incident, timeline: [...kept, counted] } };
}

/** How often a line of the timeline says a text; null when it says another one. */
function timesSaid(line: string, text: string): number | null {
  if (line === text) return 1;
  const count = line.startsWith(text) ? /^ \((\d{1,6}) times\)$/.exec(line.slice(text.length))?.[1] : undefined;
  return count === undefined ? null : Number(count);
}

// Keeps a very long incident within its size: the oldest middle of the timeline is counted, not kept, and long texts are cut; the thread has it all.
import type { Deadline, Incident, TimelineEntry } from './record.ts';

/** Entries that the record keeps at most; a year-long incident still fits the card (65,536 characters). */
export const MOST_ENTRIES = 300;

/** The first entries tell how it began and are kept. */
const KEPT_AT_START = 10;

/** Longest text of an entry, in characters. */
export const LONGEST_ENTRY = 500;

/** Longest of the other texts that people write into the record. */
const LONGEST_TEXT = 1000;

/** Most hypotheses and decisions, and most evidence on a side. The newest are kept, with their numbers. */
const MOST_FINDINGS = 20;
const MOST_EVIDENCE = 5;

/** Most of each of the short lists beside the timeline. */
const MOST_OF_A_LIST = 100;

/** Most time-boxes, backfills and the like of each kind that are kept. */
const MOST_DEADLINES = 30;

/** Most keys of what was said once: more than all that can be due at a time. */
const MOST_PASSED = 240;

/** The incident within `most` timeline entries, each at most `longest` characters. The same object when it already is. */
export function fold(incident: Incident, most: number = MOST_ENTRIES, longest: number = LONGEST_ENTRY): Incident {
  return withTimeline(withTexts(withFindings(withClocks(incident), longest)), most, longest);
}

/** The newest findings, with their numbers, each text at most `longest` characters. */
function withFindings(incident: Incident, longest: number): Incident {
  const { decisions, hypotheses, cause } = incident;
  const short = (text: string) => clip(text, longest);
  const shortOrNull = (text: string | null) => (text === null ? null : short(text));
  const kept = {
    decisions: decisions
      .slice(-MOST_FINDINGS)
      .map(({ number, text, because }) => ({ number, text: short(text), because: shortOrNull(because) })),
    hypotheses: hypotheses.slice(-MOST_FINDINGS).map((each) => ({
      number: each.number,
      text: short(each.text),
      for: each.for.slice(-MOST_EVIDENCE).map(short),
      against: each.against.slice(-MOST_EVIDENCE).map(short),
    })),
    cause:
      cause === null
        ? null
        : { text: short(cause.text), evidence: shortOrNull(cause.evidence), fix: shortOrNull(cause.fix) },
  };
  return JSON.stringify(kept) === JSON.stringify({ decisions, hypotheses, cause })
    ? incident
    : { ...incident, ...kept };
}

/** What the clock goes by: deadlines that are not met are kept before those that are. */
function withClocks(incident: Incident): Incident {
  const { timeBoxes, backfills, temporaryFixes, followUps, passed, ladder } = incident;
  const short = [timeBoxes, backfills, temporaryFixes, followUps].every(isShort);
  const steps = Object.entries(ladder.at);
  if (short && passed.length <= MOST_PASSED && steps.length <= MOST_OF_A_LIST) return incident;
  return {
    ...incident,
    timeBoxes: shortened(timeBoxes),
    backfills: shortened(backfills),
    temporaryFixes: shortened(temporaryFixes),
    followUps: shortened(followUps),
    passed: passed.slice(-MOST_PASSED),
    ladder: { ...ladder, at: Object.fromEntries(steps.slice(-MOST_OF_A_LIST)) },
  };
}

function isShort(items: readonly Deadline[]): boolean {
  return items.length <= MOST_DEADLINES && items.every(({ what }) => what.length <= LONGEST_ENTRY);
}

function shortened(items: readonly Deadline[]): Deadline[] {
  const excess = Math.max(0, items.length - MOST_DEADLINES);
  const met = new Set(items.filter(({ done }) => done !== null).slice(0, excess));
  return items
    .filter((item) => !met.has(item))
    .slice(-MOST_DEADLINES)
    .map((item) => ({ ...item, what: clip(item.what, LONGEST_ENTRY) }));
}

function withTimeline(incident: Incident, most: number, longest: number): Incident {
  const { timeline } = incident;
  if (timeline.length <= most && timeline.every((entry) => entry.text.length <= longest)) return incident;
  const start = Math.min(KEPT_AT_START, Math.floor(most / 3));
  const drop = Math.max(0, timeline.length - most);
  const kept = drop === 0 ? timeline : [...timeline.slice(0, start), ...timeline.slice(start + drop)];
  return { ...incident, folded: incident.folded + drop, timeline: kept.map((entry) => shorten(entry, longest)) };
}

function shorten(entry: TimelineEntry, longest: number): TimelineEntry {
  return entry.text.length <= longest ? entry : { ...entry, text: clip(entry.text, longest) };
}

function withTexts(incident: Incident): Incident {
  const { updates, impact, eta, detection, notices, missing, refused } = incident;
  const long = [
    impact,
    eta,
    detection,
    updates.lastText,
    updates.next,
    updates.lastPublic?.text ?? null,
    ...notices.map((notice) => notice.text),
    ...missing,
  ];
  const fits = long.every((text) => text === null || text.length <= LONGEST_TEXT);
  if (fits && [notices, missing, refused].every((list) => list.length <= MOST_OF_A_LIST)) return incident;
  return {
    ...incident,
    impact: clipOrNull(impact),
    eta: clipOrNull(eta),
    detection: clipOrNull(detection),
    updates: {
      ...updates,
      lastText: clipOrNull(updates.lastText),
      next: clipOrNull(updates.next),
      lastPublic: updates.lastPublic && { ...updates.lastPublic, text: clip(updates.lastPublic.text, LONGEST_TEXT) },
    },
    notices: notices.slice(0, MOST_OF_A_LIST).map((notice) => ({ ...notice, text: clip(notice.text, LONGEST_TEXT) })),
    missing: missing.slice(0, MOST_OF_A_LIST).map((text) => clip(text, LONGEST_TEXT)),
    refused: refused.slice(-MOST_OF_A_LIST),
  };
}

function clipOrNull(text: string | null): string | null {
  return text === null ? null : clip(text, LONGEST_TEXT);
}

/** At most so many UTF-16 units, an ellipsis included; never half a character. */
function clip(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const head = text.slice(0, longest - 1);
  return `${/[\ud800-\udbff]$/.test(head) ? head.slice(0, -1) : head}…`;
}

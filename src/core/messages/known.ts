// What a record knows for the fields of a message, read from its timeline and answers; null where it does not know.
import { IN_THREAD } from '../incident/discreet.ts';
import type { Incident, TimelineEntry } from '../incident/record.ts';

/** Entries that a message quotes of each kind; the thread has the rest. */
const QUOTED = 3;

/** The timeline since the incident last came back. */
function current({ timeline }: Incident): readonly TimelineEntry[] {
  return timeline.slice(timeline.findLastIndex((entry) => entry.kind === 'reopened') + 1);
}

/** What somebody answered in the declaration form. */
export function answerTo(incident: Incident, ...ids: readonly string[]): string | null {
  return incident.answers.find((answer) => ids.includes(answer.id))?.value ?? null;
}

/** The newest texts of a kind, oldest first. */
export function textsOf(incident: Incident, kind: TimelineEntry['kind'], most: number = QUOTED): readonly string[] {
  return incident.timeline
    .filter((entry) => entry.kind === kind)
    .slice(-most)
    .map((entry) => entry.text);
}

/** Several texts in one field. */
export function joined(texts: readonly string[]): string | null {
  return texts.length === 0 ? null : texts.join('; ');
}

/** What was said with the `/resolve` that started the monitoring window, else with the one that resolved. */
export function fixIn(incident: Incident): string | null {
  const entries = current(incident);
  const started = entries.findLastIndex((entry) => entry.kind === 'monitoring');
  const note = started < 0 ? undefined : entries[started + 1];
  const isOfIt = note?.kind === 'note' && note.comment === entries[started]?.comment && !LATENESS.test(note.text);
  return isOfIt ? note.text.replace(HIDDEN_NOTE, IN_THREAD) : closingWords(entries);
}

/** A note where details are hidden (`incident/discreet.ts`): the field says already what it is. */
const HIDDEN_NOTE = `Note ${IN_THREAD}`;

/** The app's own note on a command found late (`on-commented.ts`). */
const LATENESS = /^\/\w+ was written at \d\d:\d\d UTC and found/;

/** What was said when the window was over: that is what was verified. Without a window nothing was. */
export function verifiedIn(incident: Incident): string | null {
  const entries = current(incident);
  return entries.some((entry) => entry.kind === 'monitoring') ? closingWords(entries) : null;
}

function closingWords(entries: readonly TimelineEntry[]): string | null {
  return wordsAfter(entries, 'resolved', /^Resolved: (.+)$/s);
}

/** The cause on the record, else what was said when it was identified. */
export function causeIn(incident: Incident): string | null {
  return incident.cause?.text ?? wordsAfter(incident.timeline, 'status', /→ identified: (.+)$/s);
}

function wordsAfter(entries: readonly TimelineEntry[], kind: TimelineEntry['kind'], pattern: RegExp): string | null {
  const found = entries.flatMap((entry) => (entry.kind === kind ? (pattern.exec(entry.text)?.[1] ?? []) : []));
  return found.at(-1) ?? null;
}

/** What was said to be the evidence of the cause, else what speaks for the newest hypothesis that anything speaks for. */
export function evidenceIn({ cause, hypotheses }: Incident): string | null {
  return cause?.evidence ?? joined(hypotheses.findLast((each) => each.for.length > 0)?.for ?? []);
}

/** The newest hypothesis with what speaks for and against it. */
export function hypothesisIn({ hypotheses }: Incident): string | null {
  const last = hypotheses.at(-1);
  if (last === undefined) return null;
  const side = (name: string, texts: readonly string[]) => (texts.length === 0 ? '' : `; ${name}: ${texts.join(', ')}`);
  return `${last.text}${side('for', last.for)}${side('against', last.against)}`;
}

/** Who or what is affected, with the extent that the form asked for while nobody has said anything newer. */
export function impactIn(incident: Incident): string | null {
  const affected = answerTo(incident, 'affected');
  const extent = answerTo(incident, 'extent');
  const impact = incident.impact ?? affected;
  return impact === affected && extent !== null ? joined(impact === null ? [extent] : [impact, extent]) : impact;
}

// An incident without what people wrote about it: what a card may carry where everybody can read it. The thread has the texts.
import type { Incident, TimelineEntry } from './record.ts';

const IN_THREAD = '(in the thread)';

/** Entries that are somebody's text as a whole, with what stands for it. */
const texts: Readonly<Partial<Record<TimelineEntry['kind'], string>>> = {
  update: 'Update',
  note: 'Note',
  impact: 'Impact',
  decision: 'Decision',
  hypothesis: 'Hypothesis',
  evidence: 'Evidence',
  cause: 'Root cause',
  timebox: 'Time-box',
};

/** Entries that are ours up to the reason that somebody gave. */
const reasons: readonly TimelineEntry['kind'][] = ['severity', 'status', 'resolved', 'reopened', 'handoff'];

/** The incident without impact, update texts, answers and findings; severity, status, people and times stay. The same every time. */
export function withoutDetails(incident: Incident): Incident {
  const { updates, cause } = incident;
  return {
    ...incident,
    impact: null,
    detection: null,
    answers: [],
    updates: { ...updates, lastText: updates.lastText === null ? null : IN_THREAD, next: null },
    decisions: incident.decisions.map(({ number }) => ({ number, text: IN_THREAD, because: null })),
    hypotheses: incident.hypotheses.map(({ number }) => ({ number, text: IN_THREAD, for: [], against: [] })),
    cause: cause === null ? null : { text: IN_THREAD, evidence: null, fix: null },
    timeBoxes: incident.timeBoxes.map((box) => ({ ...box, what: IN_THREAD })),
    timeline: incident.timeline.map((entry) => ({ ...entry, text: textOf(entry) })),
  };
}

function textOf({ kind, text }: TimelineEntry): string {
  const whole = texts[kind];
  if (whole !== undefined) return `${whole} ${IN_THREAD}`;
  const colon = reasons.includes(kind) ? text.indexOf(': ') : -1;
  return colon < 0 ? text : `${text.slice(0, colon)} ${IN_THREAD}`;
}

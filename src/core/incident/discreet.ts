// An incident without what people wrote about it: what a card may carry where everybody can read it. The thread has the texts.
import type { Incident, TimelineEntry } from './record.ts';

/** What stands for somebody's text. */
export const IN_THREAD = '(in the thread)';

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
  overridden: 'Overridden',
};

/** Entries that are ours up to the reason that somebody gave. */
const reasons: readonly TimelineEntry['kind'][] = ['severity', 'status', 'resolved', 'reopened', 'handoff'];

/** The incident without impact, update texts, answers and findings; severity, status, people and times stay. The same every time. */
export function withoutDetails(incident: Incident): Incident {
  const { updates, cause } = incident;
  return {
    ...incident,
    summary: isAnswer(incident) ? SUMMARY : incident.summary,
    impact: null,
    detection: null,
    answers: [],
    updates: { ...updates, lastText: updates.lastText === null ? null : IN_THREAD, next: null, lastPublic: undefined },
    decisions: incident.decisions.map(({ number }) => ({ number, text: IN_THREAD, because: null })),
    hypotheses: incident.hypotheses.map(({ number }) => ({ number, text: IN_THREAD, for: [], against: [] })),
    cause: cause === null ? null : { text: IN_THREAD, evidence: null, fix: null },
    timeBoxes: incident.timeBoxes.map((box) => ({ ...box, what: IN_THREAD })),
    missing: incident.missing.map(withoutAnswer),
    unknownSeverities: incident.unknownSeverities.map((one) =>
      one.where === 'form' ? { ...one, said: IN_THREAD } : one,
    ),
    timeline: incident.timeline.map((entry) => ({ ...entry, text: textOf(entry, incident) })),
  };
}

/** A sentence about an answer that is none of the options (`field-value.ts`), without the answer. */
function withoutAnswer(sentence: string): string {
  const end = sentence.lastIndexOf(' is none of its options. ');
  const under = end < 0 ? -1 : sentence.lastIndexOf(' under ', end);
  return under < 0 ? sentence : `An answer${sentence.slice(under)}`;
}

/** What an incident is called whose title was made from an answer. */
const SUMMARY = 'Security incident';

/** Whether the summary was made from what the form says is broken (`declaration.ts`). */
function isAnswer({ summary, answers }: Incident): boolean {
  const broken =
    answers
      .find(({ id }) => id === 'broken')
      ?.value.split('\n')[0]
      ?.trim() ?? '';
  return summary !== '' && (summary === broken || (summary.endsWith('…') && broken.startsWith(summary.slice(0, -1))));
}

function textOf({ kind, text }: TimelineEntry, { checklist }: Incident): string {
  const whole = texts[kind];
  if (whole !== undefined) return `${whole} ${IN_THREAD}`;
  if (kind === 'checklist') return withoutReason(text, checklist);
  const colon = reasons.includes(kind) || text.startsWith('The description was edited:') ? text.indexOf(': ') : -1;
  return colon < 0 ? text : `${text.slice(0, colon)}: ${IN_THREAD}`;
}

/** The item is the policy's text; why it is not applicable is somebody's. */
function withoutReason(text: string, checklist: Incident['checklist']): string {
  if (!text.startsWith('Not applicable: ') || text.endsWith(IN_THREAD)) return text;
  const item = checklist.find((each) => /^Not applicable: \d+ $/.test(text.slice(0, text.indexOf(each.text))));
  if (item === undefined) return `Not applicable: ${IN_THREAD}`;
  const end = text.indexOf(item.text) + item.text.length;
  return end === text.length ? text : `${text.slice(0, end)}: ${IN_THREAD}`;
}

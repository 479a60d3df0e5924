// What was found out, decided or corrected, on the record: impact, decisions, hypotheses with their evidence, the cause, times, time-boxes.
import { minuteInUtc, type Timestamp } from '../time.ts';
import type { Cause, Change, Finding } from './change.ts';
import { settable, settableMilestones } from './milestones.ts';
import type { Hypothesis, Incident, TimelineEntry } from './record.ts';
import { stillMissing } from './said-times.ts';

const kinds: readonly Change['kind'][] = [
  'impact',
  'decision',
  'hypothesis',
  'evidence',
  'cause',
  'timed',
  'timebox',
  'timebox-done',
] satisfies Finding['kind'][];

/** Whether the change is one of these. */
export function isFinding(change: Change): change is Finding {
  return kinds.includes(change.kind);
}

/** The incident with what was found. */
export function withFinding(incident: Incident, finding: Finding, { at, comment }: Cause): Incident {
  switch (finding.kind) {
    case 'impact':
      return { ...incident, impact: finding.text };
    case 'decision': {
      const { text, because } = finding;
      return { ...incident, decisions: [...incident.decisions, { number: next(incident.decisions), text, because }] };
    }
    case 'hypothesis': {
      const fresh: Hypothesis = { number: next(incident.hypotheses), text: finding.text, for: [], against: [] };
      return { ...incident, hypotheses: [...incident.hypotheses, fresh] };
    }
    case 'evidence':
      return { ...incident, hypotheses: incident.hypotheses.map((each) => withEvidence(each, finding)) };
    case 'cause':
      return withCause(incident, finding, at);
    case 'timed':
      return {
        ...incident,
        milestones: { ...incident.milestones, ...finding.times },
        timed: [...new Set([...incident.timed, ...Object.keys(finding.times)])],
        missing: stillMissing(incident.missing, Object.keys(finding.times)),
      };
    case 'timebox-done':
      return { ...incident, timeBoxes: timeBoxesEnded(incident, at) };
    case 'timebox': {
      const id = `${comment ?? at}.${incident.timeBoxes.length}`;
      return {
        ...incident,
        timeBoxes: [...incident.timeBoxes, { id, what: finding.what, due: finding.until, done: null }],
      };
    }
  }
}

function next(numbered: readonly { readonly number: number }[]): number {
  return (numbered.at(-1)?.number ?? 0) + 1;
}

function withEvidence(hypothesis: Hypothesis, { of, side, text }: Extract<Finding, { kind: 'evidence' }>): Hypothesis {
  return hypothesis.number === of ? { ...hypothesis, [side]: [...hypothesis[side], text] } : hypothesis;
}

/** A cause that is corrected was identified when the first one was. */
function withCause(incident: Incident, cause: Extract<Finding, { kind: 'cause' }>, at: Timestamp): Incident {
  const { text, evidence, fix } = cause;
  const identified = incident.milestones.identified ?? at;
  return { ...incident, cause: { text, evidence, fix }, milestones: { ...incident.milestones, identified } };
}

type Said = { readonly kind: TimelineEntry['kind']; readonly text: string };

/** The line of the timeline. */
export function findingInWords(before: Incident, finding: Finding): Said {
  switch (finding.kind) {
    case 'impact':
      return { kind: 'impact', text: `Impact: ${finding.text}` };
    case 'decision': {
      const why = finding.because === null ? '' : `, because ${finding.because}`;
      return { kind: 'decision', text: `Decision ${next(before.decisions)}: ${finding.text}${why}` };
    }
    case 'hypothesis':
      return { kind: 'hypothesis', text: `Hypothesis ${next(before.hypotheses)}: ${finding.text}` };
    case 'evidence':
      return { kind: 'evidence', text: `Evidence ${finding.side} hypothesis ${finding.of}: ${finding.text}` };
    case 'cause':
      return { kind: 'cause', text: `Root cause: ${finding.text}` };
    case 'timed':
      return { kind: 'time', text: timesInWords(before, finding.times) };
    case 'timebox-done': {
      const open = before.timeBoxes.filter(({ done }) => done === null).map(({ what }) => what);
      return { kind: 'timebox', text: `Time-box done: ${open.join('; ')}` };
    }
    case 'timebox':
      return { kind: 'timebox', text: `Time-box until ${minuteInUtc(finding.until)}: ${finding.what}` };
  }
}

/** The time-boxes, those that were open ended at an instant. */
export function timeBoxesEnded({ timeBoxes }: Incident, at: Timestamp): Incident['timeBoxes'] {
  return timeBoxes.map((box) => (box.done === null ? { ...box, done: at } : box));
}

/** Old and new value of each. */
function timesInWords({ milestones }: Incident, times: Extract<Finding, { kind: 'timed' }>['times']): string {
  const moved = settableMilestones.flatMap((name) => {
    const [before, after] = [milestones[name], times[name]];
    if (after === undefined) return [];
    return [`${settable[name]}: ${before === null ? 'not set' : minuteInUtc(before)} → ${minuteInUtc(after)}`];
  });
  return moved.join('; ');
}

// `/close`: resolved and closed when the gates hold; otherwise what is still open. Closing by hand is this command.
import { type Passage, passage, through } from '../checklist/through.ts';
import { monitoringHolds } from '../clock/due.ts';
import { windowHolds } from '../clock/window-words.ts';
import type { Cause, Change } from '../incident/change.ts';
import type { Incident } from '../incident/record.ts';
import { isOver } from '../incident/transitions.ts';
import type { ReplyPart } from '../messages.ts';
import type { Policy } from '../policy/policy.ts';
import { type Problem, problem } from '../problems.ts';
import { minuteInUtc, type Timestamp, wholeMinuteFrom } from '../time.ts';
import type { Command } from './command.ts';
import { done } from './command.ts';

export const close: Command = {
  name: 'close',
  usage: '/close [reason]',
  summary: 'Close the incident. Held until it is resolved, its monitoring window is over and its checklist allows it.',
  group: 'respond',
  examples: ['/close', '/close --force the fix was verified by hand'],
  args: [],
  options: [],
  flags: [],
  freeText: { name: 'reason', required: false },
  late: 'ask',
  right: 'respond',
  usefulNow: (incident) => (incident.status === 'resolved' ? '/close' : null),
  decide: (input) => {
    const { incident, policy, now, line } = input;
    if (isOver(incident.status)) return done([]);
    const beside = closingGate(incident, policy, now);
    return through(input, {
      changes: [...closing(incident, line.text), ...kept(incident, line.text)],
      replies: announced(incident),
      beside,
      refusal: notYet(incident, beside),
    });
  },
};

function notYet(incident: Incident, beside: readonly string[]): Problem {
  return problem('wrong-status', {
    status: incident.status,
    expected: `Before it can be closed: ${beside.join('; ')}`,
    next: `${nextStep(incident)}. Who may override a gate: \`/close --force <reason>\``,
  });
}

/** What to do before `/close` is tried again. */
function nextStep(incident: Incident): string {
  if (incident.status === 'reported') return 'Comment `/ack` to take it';
  if (incident.monitoring === null) return 'Comment `/resolve`';
  return `Comment \`/resolve\` after ${minuteInUtc(wholeMinuteFrom(incident.monitoring.until))}, then \`/close\``;
}

/** A close that resolves is the all-clear too. */
function announced(incident: Incident): readonly ReplyPart[] {
  return incident.status === 'resolved' ? [] : [{ announce: 'over' }];
}

/** The reason of a close that resolves nothing any more is a note; otherwise it is the summary of the resolution. */
function kept(incident: Incident, text: string | null): readonly Change[] {
  return text === null || incident.status !== 'resolved' ? [] : [{ kind: 'noted', text }];
}

/** What keeps the incident from being closed beside its checklist, in words; empty when nothing does. */
export function closingGate(incident: Incident, policy: Policy, now: Timestamp): readonly string[] {
  if (incident.status === 'resolved' || incident.status === 'closed') return [];
  if (incident.status === 'reported') return ['nobody has taken it yet (`/ack`) or declined it'];
  const severity = incident.level === null ? ['a severity is assigned (`/severity`)'] : [];
  return monitoringHolds(incident, policy, now) ? [...severity, windowHolds(incident, policy)] : severity;
}

/** The changes that close an incident: resolved first when it is not. */
export function closing(incident: Incident, summary: string | null): readonly Change[] {
  const resolved: readonly Change[] = incident.status === 'resolved' ? [] : [{ kind: 'resolved', summary }];
  return [...resolved, { kind: 'closed' }];
}

/** What the gates on the way to closed say. */
export function closingPassage(incident: Incident, policy: Policy, cause: Cause): Passage {
  return passage(incident, policy, closing(incident, null), cause);
}

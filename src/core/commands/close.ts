// `/close`: resolved and closed when the gates hold; otherwise what is still open. Closing by hand is this command.
import { monitoringHolds } from '../clock/due.ts';
import type { Change } from '../incident/change.ts';
import type { Incident } from '../incident/record.ts';
import { isOver } from '../incident/transitions.ts';
import type { ReplyPart } from '../messages.ts';
import { levelOf } from '../policy/find.ts';
import type { Policy } from '../policy/policy.ts';
import { problem } from '../problems.ts';
import { inWords, type Timestamp, toSecond } from '../time.ts';
import type { Command } from './command.ts';
import { done, refused } from './command.ts';

export const close: Command = {
  name: 'close',
  usage: '/close [reason]',
  summary: 'Close the incident. Held until it is resolved and its monitoring window is over.',
  group: 'respond',
  examples: ['/close', '/close --force the fix was verified by hand'],
  args: [],
  options: [],
  flags: [],
  freeText: { name: 'reason', required: false },
  late: 'ask',
  right: 'respond',
  usefulNow: (incident) => (incident.status === 'resolved' ? '/close' : null),
  decide: ({ incident, policy, now, forced, line }) => {
    if (isOver(incident.status)) return done([]);
    const open = closingGate(incident, policy, now);
    if (open.length > 0 && !forced)
      return refused(
        problem('wrong-status', {
          status: incident.status,
          expected: `Before it can be closed: ${open.join('; ')}`,
          next: `${nextStep(incident)}. Who may override a gate: \`/close --force <reason>\``,
        }),
      );
    return done([...closing(incident, line.text), ...kept(incident, line.text)], ...announced(incident));
  },
};

/** What to do before `/close` is tried again. */
function nextStep(incident: Incident): string {
  if (incident.status === 'reported') return 'Comment `/ack` to take it';
  if (incident.monitoring === null) return 'Comment `/resolve`';
  return `Comment \`/resolve\` after ${toSecond(incident.monitoring.until)}, then \`/close\``;
}

/** A close that resolves is the all-clear too. */
function announced(incident: Incident): readonly ReplyPart[] {
  return incident.status === 'resolved' ? [] : [{ announce: 'over' }];
}

/** The reason of a close that resolves nothing any more is a note; otherwise it is the summary of the resolution. */
function kept(incident: Incident, text: string | null): readonly Change[] {
  return text === null || incident.status !== 'resolved' ? [] : [{ kind: 'noted', text }];
}

/** What keeps the incident from being closed, in words; empty when nothing does. */
export function closingGate(incident: Incident, policy: Policy, now: Timestamp): readonly string[] {
  if (incident.status === 'resolved' || incident.status === 'closed') return [];
  if (incident.status === 'reported') return ['nobody has taken it yet (`/ack`) or declined it'];
  const severity = incident.level === null ? ['a severity is assigned (`/severity`)'] : [];
  return monitoringHolds(incident, policy, now) ? [...severity, windowInWords(incident, policy)] : severity;
}

function windowInWords(incident: Incident, policy: Policy): string {
  if (incident.monitoring !== null) return `the monitoring window runs until ${toSecond(incident.monitoring.until)}`;
  return `the fix is watched for ${inWords(levelOf(policy, incident)?.monitor?.min ?? 'PT0S')} (\`/resolve\` starts the window)`;
}

/** The changes that close an incident: resolved first when it is not. */
export function closing(incident: Incident, summary: string | null): readonly Change[] {
  const resolved: readonly Change[] = incident.status === 'resolved' ? [] : [{ kind: 'resolved', summary }];
  return [...resolved, { kind: 'closed' }];
}

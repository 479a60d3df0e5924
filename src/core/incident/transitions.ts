// Which status may follow which. Mitigation never waits for a root cause (`S002-01`), so active statuses are freely ordered.
import type { Status } from './record.ts';

const active = ['investigating', 'identified', 'mitigating', 'monitoring'] as const satisfies readonly Status[];

/** Somebody with the right to said that it is, or was, an incident. */
export const acceptedStatuses = [...active, 'resolved', 'closed'] as const satisfies readonly Status[];

/** `from` → statuses that may follow, `/reopen` aside: it alone leads back from what is over, since it starts the clocks anew. */
export const transitions = {
  reported: [...active, 'declined', 'duplicate'],
  investigating: [...active, 'resolved', 'closed', 'declined', 'duplicate'],
  identified: [...active, 'resolved', 'closed', 'declined', 'duplicate'],
  mitigating: [...active, 'resolved', 'closed', 'declined', 'duplicate'],
  monitoring: [...active, 'resolved', 'closed', 'declined', 'duplicate'],
  resolved: ['closed'],
  closed: [],
  declined: [],
  duplicate: [],
} as const satisfies Readonly<Record<Status, readonly Status[]>>;

/** Whether an incident may go from one status to another (or stay). */
export function mayFollow(from: Status, to: Status): boolean {
  const allowed: readonly Status[] = transitions[from];
  return from === to || allowed.includes(to);
}

/** Service is not restored yet: people must respond. */
export function isActive(status: Status): boolean {
  const all: readonly Status[] = active;
  return all.includes(status);
}

/** The issue is open while the incident is in one of these. */
export function isOpen(status: Status): boolean {
  return status === 'reported' || status === 'resolved' || isActive(status);
}

/** Nothing more happens by itself: no timer may speak. */
export function isOver(status: Status): boolean {
  return !isOpen(status);
}

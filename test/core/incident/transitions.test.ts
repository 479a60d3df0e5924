// Every status × status is decided, and what each status means for clocks and for the issue.
import { describe, expect, test } from 'vitest';
import { type Status, statuses } from '../../../src/core/incident/record.ts';
import { isActive, isOpen, isOver, mayFollow } from '../../../src/core/incident/transitions.ts';

const active: readonly Status[] = ['investigating', 'identified', 'mitigating', 'monitoring'];
/** `from` → where `/status`, `/resolve` and the like may lead. What is over comes back by `/reopen` alone, which starts the clocks anew. */
const expected: Readonly<Record<Status, readonly Status[]>> = {
  reported: [...active, 'declined', 'duplicate'],
  investigating: [...active, 'resolved', 'closed', 'declined', 'duplicate'],
  identified: [...active, 'resolved', 'closed', 'declined', 'duplicate'],
  mitigating: [...active, 'resolved', 'closed', 'declined', 'duplicate'],
  monitoring: [...active, 'resolved', 'closed', 'declined', 'duplicate'],
  resolved: ['closed'],
  closed: [],
  declined: [],
  duplicate: [],
};

describe('transitions', () => {
  const pairs = statuses.flatMap((from) => statuses.map((to) => ({ from, to })));

  test.each(pairs)('$from → $to', ({ from, to }) => {
    expect(mayFollow(from, to)).toBe(from === to || expected[from].includes(to));
  });

  test('mitigation never waits for a root cause (S002-01)', () => {
    for (const from of active) expect(mayFollow(from, 'mitigating')).toBe(true);
  });

  test.each(statuses)('%s: active implies open, over is the opposite of open', (status) => {
    expect(isActive(status)).toBe(active.includes(status));
    expect(isOpen(status)).toBe(!isOver(status));
    if (isActive(status)) expect(isOpen(status)).toBe(true);
  });
});

// Rules about levels: ranks, names, windows, ladders.
import { lengthOf } from '../../time.ts';
import type { Level } from '../policy.ts';
import type { Rule, Violation } from './rule.ts';

export const someLevel: Rule = {
  code: 'no-level',
  says: 'There is at least one level.',
  needsAll: true,
  check: ({ levels }) =>
    levels.length > 0
      ? []
      : [{ at: [['levels']], message: 'there is no level, and every incident needs one. Write one under `levels`.' }],
};

export const ranksDiffer: Rule = {
  code: 'rank-taken',
  says: 'Every level has a rank of its own; 1 is worst.',
  check: ({ levels }) =>
    levels.flatMap((level, index) => {
      const other = levels.slice(0, index).find(({ rank }) => rank === level.rank);
      return other === undefined ? [] : [sameRank(other, level)];
    }),
};

/** Told at a rank that is written; the place in the list is one too. */
function sameRank(a: Level, b: Level): Violation {
  const at = [
    ['levels', b.name, 'rank'],
    ['levels', a.name, 'rank'],
    ['levels', b.name],
    ['levels', a.name],
  ];
  return {
    at,
    message: `levels ${a.name} and ${b.name} both have rank ${b.rank}; 1 is worst, and each needs its own. Write another rank, or \`preset: none\` where all levels are your own.`,
  };
}

export const windowsAreWide: Rule = {
  code: 'monitor-window',
  says: 'A monitoring window’s `max` is not shorter than its `min`.',
  check: ({ levels }) =>
    levels.flatMap(({ name, monitor }) =>
      monitor === null || monitor.max === null || order(monitor.max, monitor.min) >= 0
        ? []
        : [
            {
              at: [
                ['levels', name, 'monitor', 'max'],
                ['levels', name, 'monitor', 'min'],
                ['levels', name, 'monitor'],
              ],
              message: `level ${name}: the window is over at the latest before it may be over at all (\`max\` is shorter than \`min\`). Correct one of them.`,
            },
          ],
    ),
};

export const ticketsFreezeNothing: Rule = {
  code: 'ticket-freezes',
  says: 'A level that is a ticket for the backlog (`backlog`) does not `freeze`: it may be open for months.',
  check: ({ levels }) =>
    levels.flatMap(({ name, backlog, freeze }) =>
      backlog && freeze
        ? [
            {
              at: [
                ['levels', name, 'freeze'],
                ['levels', name, 'backlog'],
                ['levels', name],
              ],
              message: `level ${name} is a ticket for the backlog and would hold every merge while it is open. Remove \`freeze\` or \`backlog\`.`,
            },
          ]
        : [],
    ),
};

export const laddersGoUp: Rule = {
  code: 'ladder-order',
  says: 'The steps that the clock takes are in order of their `after`; one that waits for the silence of the step before comes when that was silent.',
  check: ({ levels }) =>
    levels.flatMap(({ name, escalation }) =>
      escalation.flatMap((tier, step) => {
        const before = escalation.slice(0, step).findLast(isTimed);
        if (!isTimed(tier) || before === undefined || order(tier.after, before.after) >= 0) return [];
        const message = `level ${name}: the step that pages ${tier.targets.join(', ')} is taken before the one above it, which pages ${before.targets.join(', ')}; steps stand in the order of their time. Correct \`after\` or the order.`;
        return [{ at: [['levels', name, 'escalation', step, 'after']], message }];
      }),
    ),
};

/** Taken when its own time has come; any other follows the step before, whatever its `after` (the earliest at best), or a person takes it. */
function isTimed(tier: Level['escalation'][number]): boolean {
  return tier.auto && !tier.when.includes('previous-silent');
}

export const firstStepWaitsForNone: Rule = {
  code: 'ladder-condition',
  says: 'The first step of a ladder does not wait for the silence of one before it.',
  check: ({ levels }) =>
    levels.flatMap(({ name, escalation }) =>
      escalation[0]?.when.includes('previous-silent') === true
        ? [
            {
              at: [
                ['levels', name, 'escalation', 0, 'when'],
                ['levels', name, 'escalation'],
              ],
              message: `level ${name}: the first step of the ladder waits for the silence of a step before it, and there is none (\`previous-silent\`). Remove the condition.`,
            },
          ]
        : [],
    ),
};

/** Negative when `a` is the shorter of two durations. */
export function order(a: string, b: string): number {
  return lengthOf(a) - lengthOf(b);
}

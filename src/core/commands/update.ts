// `/update`: a progress update for everybody who follows; it starts the clock of the next one anew (`S003-31`).
import { apply } from '../incident/apply.ts';
import type { Change } from '../incident/change.ts';
import { absoluteEta, isNoEta, timeFault } from '../incident/eta.ts';
import { isActive, isOver } from '../incident/transitions.ts';
import { codeSpan } from '../markdown/quoted.ts';
import { runbookMessage } from '../messages/runbook-message.ts';
import { embedded, type ReplyPart } from '../messages.ts';
import { problem } from '../problems.ts';
import type { Command, CommandInput } from './command.ts';
import { done, refused } from './command.ts';

export const update: Command = {
  name: 'update',
  usage: '/update <text> [eta=] [impact=] [next=] [--public]',
  summary:
    'Tell everybody what is going on. The next update is due one interval later. With `--public` customers may read it, too.',
  group: 'tell',
  examples: [
    '/update Rolled back; errors are dropping eta=15m',
    '/update cpu=100% on db-2, looking at the slow query log',
    '/update Payments work again for most --public',
  ],
  args: [],
  options: [
    { name: 'eta', kind: 'text' },
    { name: 'impact', kind: 'text' },
    { name: 'next', kind: 'text' },
  ],
  flags: ['public'],
  freeText: { name: 'text', required: true },
  late: 'run',
  right: 'respond',
  usefulNow: (incident) =>
    incident.milestones.acknowledged !== null && isActive(incident.status) ? '/update <what you know and do>' : null,
  decide: (input) => {
    const { line, incident, now } = input;
    const text = line.text?.trim() ?? '';
    if (text === '') return refused(problem('nothing-to-say', { usage: codeSpan('/update <text>') }));
    if (isOver(incident.status))
      return refused(
        problem('wrong-status', {
          status: incident.status,
          expected: 'An open incident',
          next: 'Comment `/note` to add to the record',
        }),
      );
    const isPublic = line.flags.includes('public');
    if (isPublic && incident.security && input.isOpenToAll && input.isReplay !== true)
      return refused(problem('secret-update', {}));
    const { eta, impact, next } = line.options;
    if (eta !== undefined && isNoEta(eta))
      return refused(
        problem('unknown-duration', {
          expected:
            'When it is expected to be over: in how long, such as `eta=30m`, or at what time, such as `eta=14:30`',
          example: codeSpan('/update <text> eta=30m'),
        }),
      );
    const fault = eta === undefined || input.isReplay === true ? null : timeFault(eta, now);
    if (eta !== undefined && fault !== null)
      return refused(
        problem('no-eta', { eta: codeSpan(`eta=${eta}`), why: fault, example: codeSpan('/update <text> eta=30m') }),
      );
    const change: Change = {
      kind: 'updated',
      text,
      eta: eta === undefined ? null : absoluteEta(eta, now),
      impact: impact ?? null,
      next: next ?? null,
      ...(isPublic ? { public: true } : {}),
    };
    return isPublic ? done([change], ...forCustomers(change, input)) : done([change]);
  },
};

/** What the runbook says to customers, to copy where they read it; nothing where it has no words for them. */
function forCustomers(change: Change, { incident, policy, actor, now }: CommandInput): readonly ReplyPart[] {
  const after = apply(incident, change, { at: now, by: actor, comment: null });
  const found = (['external', 'user'] as const).flatMap((kind) => runbookMessage(kind, after, policy, now) ?? []);
  const [first] = found;
  return first === undefined ? [] : [{ forCustomers: { text: embedded(first) } }];
}

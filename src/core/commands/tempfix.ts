// `/tempfix`: something is mended for now and must go again: in the register of the incident, with an issue and by when (`S002-22`, `S002-23`, `S002-29`).
import type { Incident } from '../incident/record.ts';
import { isActive } from '../incident/transitions.ts';
import { codeSpan } from '../markdown/quoted.ts';
import { type Problem, problem } from '../problems.ts';
import { compare, instantIn, parseDuration, plus, type Timestamp } from '../time.ts';
import type { Command, CommandInput, Outcome } from './command.ts';
import { done, refused } from './command.ts';

export const tempfix: Command = {
  name: 'tempfix',
  usage: '/tempfix <what> [due=<date or duration>]',
  summary: 'Put a temporary fix on the register, with an issue of its own for its removal and by when that is due.',
  group: 'fix',
  examples: [
    '/tempfix The cache is switched off in production',
    '/tempfix due=7d Rate limit doubled',
    '/tempfix due=2026-03-10 The old certificate is trusted',
  ],
  args: [],
  options: [{ name: 'due', kind: 'time' }],
  flags: [],
  freeText: { name: 'what', required: false },
  late: 'run',
  right: 'respond',
  usefulNow: () => null,
  decide,
};

/** More on one register would be no temporary fixes any more. */
const MOST_OPEN = 20;
/** Later is no deadline. */
const LONGEST = 'PT8784H';

function decide({ line, incident, actor, now }: CommandInput): Outcome {
  const what = line.text?.trim() ?? '';
  if (what === '') return refused(problem('nothing-to-say', { usage: codeSpan('/tempfix <what> [due=7d]') }));
  const against = refusal(incident);
  if (against !== null) return refused(against);
  const typed = line.options['due'];
  const due = typed === undefined ? null : dueAt(typed, now);
  if (typed !== undefined && due === null)
    return refused(problem('unknown-due', { example: codeSpan('/tempfix due=7d what must go again') }));
  const owner = incident.roles['commander'] ?? actor;
  const item = { id: idFor(incident), what, due, done: null, owner };
  return done([{ kind: 'deadline-set', list: 'temporaryFixes', item }]);
}

function refusal({ status, temporaryFixes }: Incident): Problem | null {
  if (!isActive(status) && status !== 'resolved')
    return problem('wrong-status', {
      status,
      expected: 'A declared incident that is not closed',
      next: status === 'reported' ? 'Comment `/ack` first' : 'Comment `/reopen` first, or open an issue for it by hand',
    });
  const open = temporaryFixes.filter((item) => item.done === null).length;
  return open >= MOST_OPEN ? problem('too-many-temporary-fixes', { most: String(MOST_OPEN) }) : null;
}

/** One that no other has had: those that are done leave the record one day, the newest last. */
function idFor({ temporaryFixes }: Incident): string {
  const numbers = temporaryFixes.map(({ id }) => Number(/^fix-(\d{1,6})$/.exec(id)?.[1] ?? 0));
  return `fix-${Math.max(0, ...numbers) + 1}`;
}

/** The end of a day that is named without a time, in UTC; null for what is past, no time, or too far away. */
function dueAt(typed: string, now: Timestamp): Timestamp | null {
  const length = parseDuration(typed);
  const day = /^\d{4}-\d{2}-\d{2}$/.test(typed.trim());
  const at = length === null ? instantIn(day ? `${typed.trim()}T23:59:00Z` : typed) : plus(now, length);
  return at !== null && compare(at, now) > 0 && compare(at, plus(now, LONGEST)) <= 0 ? at : null;
}

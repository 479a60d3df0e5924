// `/note`: a line for the timeline, whatever the status; with a time in front it stands where it belongs, and says that it was written later.
import { codeSpan } from '../markdown/quoted.ts';
import { type ReplyPart, trusted } from '../messages.ts';
import { problem } from '../problems.ts';
import { compare, minuteInUtc, readInstant, type Timestamp, toSecond } from '../time.ts';
import type { Command, CommandInput, Outcome } from './command.ts';
import { done, refused } from './command.ts';

export const note: Command = {
  name: 'note',
  usage: '/note [time] <text>',
  summary: 'Add a line to the timeline; with a time in front (`14:05` in UTC, `20m ago`) at that time.',
  group: 'record',
  examples: [
    '/note the cache was flushed by hand on db-2',
    '/note 14:05 first complaint in the shop’s chat',
    '/note 20m ago db-2 was restarted',
  ],
  args: [{ name: 'time', kind: 'time', required: false }],
  options: [],
  flags: [],
  freeText: { name: 'text', required: true },
  late: 'run',
  right: 'respond',
  usefulNow: () => null,
  decide,
};

function decide({ line, now }: CommandInput): Outcome {
  const { at, text } = dated(line.args[0] ?? null, line.text?.trim() ?? '', now);
  if (text === '') return refused(problem('nothing-to-say', { usage: codeSpan('/note <text>') }));
  if (at === null) return refused(problem('unknown-time', { example: codeSpan('/note 14:05 what happened') }));
  if (compare(at, now) > 0) return refused(problem('in-the-future', { time: toSecond(at), now: toSecond(now) }));
  if (at === now) return done([{ kind: 'noted', text }]);
  return done([{ kind: 'noted', text, at }], ...saidOfYesterday(line.args[0] ?? '', at, now));
}

/** A time of day that is still to come today was meant of the day before, which nobody has typed. */
function saidOfYesterday(typed: string, at: Timestamp, now: Timestamp): readonly ReplyPart[] {
  const today = toSecond(now).slice(0, 10);
  if (!/^\d{1,2}:/.test(typed) || toSecond(at).slice(0, 10) === today) return [];
  const meant = codeSpan(`/note ${today} ${typed} …`);
  const text = `Noted at ${minuteInUtc(at)}, the day before: that time of day is still to come today. If another day was meant, write the date in front, as in ${meant}.`;
  return [{ said: { text: trusted(text) } }];
}

/** How long ago in front of the text: the only time of two words. */
const AGO = /^(\d[\w ]{0,20}?) ago\b[\s,:-]*/i;

function dated(typed: string | null, said: string, now: Timestamp): { at: Timestamp | null; text: string } {
  if (typed !== null) return withTime(typed, said, now);
  const ago = AGO.exec(said);
  const at = ago === null ? null : readInstant(`${ago[1]} ago`, now);
  return ago === null || at === null ? { at: now, text: said } : { at, text: said.slice(ago[0].length).trim() };
}

/** A date without a time of day, and `now`, are the beginning of the text. */
function withTime(typed: string, said: string, now: Timestamp): { at: Timestamp | null; text: string } {
  if (typed.toLowerCase() === 'now') return { at: now, text: `${typed} ${said}` };
  if (!/^\d{4}-\d{2}-\d{2}$/.test(typed)) return { at: readInstant(typed, now), text: said };
  const [clock = ''] = said.split(/\s/, 1);
  const at = readInstant(`${typed} ${clock}`, now);
  return at === null ? { at: now, text: `${typed} ${said}` } : { at, text: said.slice(clock.length).trim() };
}

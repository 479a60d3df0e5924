// `/time`: when something was, said afterwards (`S002-26`). Logged with the old and the new value; never later than now.
import { applyAll } from '../incident/apply.ts';
import type { Change, Times } from '../incident/change.ts';
import {
  type Contradiction,
  contradiction,
  earliestOf,
  isSettable,
  type SettableMilestone,
  settable,
  settableMilestones,
} from '../incident/milestones.ts';
import type { Incident } from '../incident/record.ts';
import { codeSpan } from '../markdown/quoted.ts';
import { type Problem, problem } from '../problems.ts';
import { compare, readInstant, type Timestamp, toSecond } from '../time.ts';
import type { Command, CommandInput, Outcome } from './command.ts';
import { done, refused } from './command.ts';
import { clockMeant, lengthOfWords } from './grammar/time-meant.ts';

export const time: Command = {
  name: 'time',
  usage: `/time <milestone>=<time> [ago]: ${settableMilestones.map((name) => `${name}=`).join(' ')}`,
  summary:
    'Correct when something was: `2026-03-01T04:05Z`, `14:05` (UTC) or `20m ago`. The value before stays in the timeline.',
  group: 'record',
  examples: [
    '/time started=14:05',
    '/time complaint=2026-03-01T04:02Z alerted=2026-03-01T04:09Z',
    '/time detected=20m ago',
  ],
  args: [{ name: 'ago', kind: 'word', required: false, rest: true }],
  options: settableMilestones.map((name) => ({ name, kind: 'time' })),
  flags: [],
  late: 'run',
  right: 'respond',
  usefulNow: () => null,
  decide,
};

/** What sets a milestone in the first place; by hand it is only corrected, since more than a time hangs on it. */
const setBy: Readonly<Partial<Record<SettableMilestone, string>>> = {
  acknowledged: '/ack',
  mitigated: '/status monitoring',
  resolved: '/resolve',
};

function decide({ line, incident, actor, now }: CommandInput): Outcome {
  const given = Object.entries(line.options).flatMap(([name, value]) => (isSettable(name) ? [{ name, value }] : []));
  const apart = wordsApart(line.args, given.at(-1));
  if (apart !== null) return refused(apart);
  if (given.length === 0) return refused(problem('no-milestone', { names: namesInCode() }));
  const read = given.map(({ name, value }) => ({ name, value, at: readInstant(value, now) }));
  const found = read.map((one) => wrongWith(incident, one, now)).find((wrong) => wrong !== null);
  if (found != null) return refused(found);
  const times: Times = Object.fromEntries(read.map(({ name, at }) => [name, at]));
  const change: Change = { kind: 'timed', times };
  const after = applyAll(incident, [change], { at: now, by: actor, comment: null });
  const contradicted = contradiction(after.milestones, Object.keys(times));
  return contradicted === null ? done([change]) : refused(inWrongOrder(contradicted));
}

/** Words that are neither `ago` nor in one with a milestone: `/time started 14:05`, `/time started = 14:05`. */
function wordsApart(args: readonly string[], given?: Given): Problem | null {
  const words = args.filter((word) => word.toLowerCase() !== 'ago');
  if (words.length === 0) return null;
  const name = words.map((word) => word.toLowerCase()).find(isSettable) ?? given?.name ?? 'started';
  const said =
    words.find((word) => /^\d{1,2}:\d{2}$|^\d+[mh]$/.test(word)) ?? saidApart(given?.value ?? '', words) ?? '14:05';
  return problem('time-apart', { words: codeSpan(words.join(' ')), example: codeSpan(`/time ${name}=${said}`) });
}

/** `20 minutes ago` and `3 am`, of which only the number was read. */
function saidApart(number: string, words: readonly string[]): string | null {
  const length = lengthOfWords(number, words.join(' '));
  return length === null ? clockMeant(`${number}${words[0] ?? ''}`) : `${length.said} ago`;
}

type Given = { readonly name: SettableMilestone; readonly value: string };

function wrongWith(
  incident: Incident,
  { name, value, at }: Given & { readonly at: Timestamp | null },
  now: Timestamp,
): Problem | null {
  if (at === null)
    return problem('unknown-time', { example: codeSpan(`/time ${name}=${clockMeant(value) ?? '14:05'}`) });
  if (compare(at, now) > 0) return problem('in-the-future', { time: toSecond(at), now: toSecond(now) });
  const earliest = earliestOf(incident.milestones, now);
  if (compare(at, earliest) < 0) return problem('too-long-ago', { time: toSecond(at), earliest: toSecond(earliest) });
  const command = setBy[name];
  if (command === undefined || incident.milestones[name] !== null) return null;
  return problem('not-reached', { what: settable[name], command: codeSpan(command), name });
}

function inWrongOrder({ earlier, later, earlierAt, laterAt }: Contradiction): Problem {
  return problem('wrong-order', {
    earlier: `${nameOf(earlier)} (${toSecond(earlierAt)})`,
    later: `${nameOf(later)} (${toSecond(laterAt)})`,
    example: codeSpan(
      `/time ${[earlier, later]
        .filter(isSettable)
        .map((name) => `${name}=…`)
        .join(' ')}`,
    ),
  });
}

function nameOf(milestone: string): string {
  return isSettable(milestone) ? `${codeSpan(milestone)}, ${settable[milestone].toLowerCase()}` : codeSpan(milestone);
}

function namesInCode(): string {
  return settableMilestones.map((name) => `${codeSpan(name)} (${settable[name].toLowerCase()})`).join(', ');
}

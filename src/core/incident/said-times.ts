// When what was, as an issue says it: four answers of the form, or the `Started:` line of a plain body.
import { compare, instantIn, minuteInUtc, readInstant, type Timestamp } from '../time.ts';
import { contradiction, earliestOf } from './milestones.ts';
import type { Incident } from './record.ts';

/** The milestones that people may say in the form; what is not said, or not understood, is null. */
export type SaidTimes = {
  readonly started: Timestamp | null;
  readonly complaint: Timestamp | null;
  readonly alerted: Timestamp | null;
  readonly detected: Timestamp | null;
};

/** What was not understood, each in a sentence of three parts. */
export type ReadTimes = { readonly times: SaidTimes; readonly problems: readonly string[] };

const IDS = ['started', 'complaint', 'alerted', 'detected'] as const;

const nothingSaid: SaidTimes = { started: null, complaint: null, alerted: null, detected: null };

/** How each is called in a sentence. */
const NAMES: Readonly<Record<keyof SaidTimes, string>> = {
  started: 'start time',
  complaint: 'time of the first complaint',
  alerted: 'time of the first alert',
  detected: 'time of detection',
};

/** The times that a form says, by the id of the question: as `/time` reads them, a time of day and `20m ago` seen from when the issue was opened. */
export function timesInForm(answerTo: (id: keyof SaidTimes) => string | null, openedAt: Timestamp | null): ReadTimes {
  const read = IDS.map((id) => ({ id, ...timeIn(id, answerTo(id), openedAt) }));
  return {
    times: { ...nothingSaid, ...Object.fromEntries(read.map(({ id, at }) => [id, at])) },
    problems: read.flatMap(({ problem }) => problem),
  };
}

/** `Started: <instant>` in a plain body; the runbook's own command sends its line ends as backslash-n (`S003-09`). */
export function timesInPlainBody(body: string, openedAt: Timestamp | null): ReadTimes {
  const line = body
    .replaceAll('\\n', '\n')
    .split('\n')
    .find((candidate) => /^\s*Started:/i.test(candidate));
  const { at, problem } = timeIn('started', line?.replace(/^\s*Started:/i, '').trim() ?? null, openedAt);
  return { times: { ...nothingSaid, started: at }, problems: problem };
}

/**
 * The times that can be beside the milestones that are known, by the bounds of `/time`: not to come, not over a year ago, in no order that cannot
 * be. For each other one a sentence of three parts.
 */
export function timesThatCanBe(times: SaidTimes, milestones: Incident['milestones'], now: Timestamp): ReadTimes {
  let known = { ...milestones, ...unsaid(times) };
  let found = nothingSaid;
  const problems: string[] = [];
  for (const id of IDS) {
    const at = times[id];
    if (at === null) continue;
    const why = whyNot(known, id, at, now);
    if (why !== null) problems.push(cannotBe(id, at, why));
    else
      [known, found] = [
        { ...known, [id]: at },
        { ...found, [id]: at },
      ];
  }
  return { times: found, problems };
}

/** Those that are said anew do not count as they were. */
function unsaid(times: SaidTimes): Partial<SaidTimes> {
  return Object.fromEntries(IDS.filter((id) => times[id] !== null).map((id) => [id, null]));
}

function whyNot(known: Incident['milestones'], id: keyof SaidTimes, at: Timestamp, now: Timestamp): string | null {
  if (compare(at, now) > 0) return 'it is still to come';
  if (compare(at, earliestOf(known, now)) < 0) return 'it is more than a year before the issue was opened';
  const found = contradiction({ ...known, [id]: at }, [id]);
  if (found === null) return null;
  const { earlier, later, earlierAt, laterAt } = found;
  return `“${later}” (${minuteInUtc(laterAt)}) would be before “${earlier}” (${minuteInUtc(earlierAt)})`;
}

function cannotBe(id: keyof SaidTimes, at: Timestamp, why: string): string {
  return `The ${NAMES[id]} (${minuteInUtc(at)}) cannot be: ${why}. ${EXPECTED} ${correcting(id)}`;
}

/** What was said of times that cannot be, where the answer is still there and this edit is not about it. */
export function stillRefused(missing: readonly string[], answered: readonly string[], times: SaidTimes): string[] {
  const ids = IDS.filter((id) => times[id] === null && answered.includes(id));
  return missing.filter((text) => ids.some((id) => text.startsWith(`The ${NAMES[id]} (`)));
}

function notUnderstood(id: keyof SaidTimes): string {
  return `The ${NAMES[id]} was not understood.`;
}

/** What is still missing once times were set by hand: nobody is asked any more for one that is known. */
export function stillMissing(missing: readonly string[], set: readonly string[]): string[] {
  const ids = IDS.filter((id) => set.includes(id));
  return missing.filter(
    (text) => !ids.some((id) => text.startsWith(notUnderstood(id)) || text.startsWith(`The ${NAMES[id]} (`)),
  );
}

type Read = { readonly at: Timestamp | null; readonly problem: readonly string[] };

function timeIn(id: keyof SaidTimes, written: string | null, openedAt: Timestamp | null): Read {
  if (written === null || written === '') return { at: null, problem: [] };
  const at = openedAt === null ? instantIn(written) : readInstant(written, openedAt);
  if (at !== null) return { at, problem: [] };
  return { at: null, problem: [`${notUnderstood(id)} ${EXPECTED} ${correcting(id)}`] };
}

const EXPECTED = 'A time in UTC such as `2026-03-01T04:05Z`, `04:05` or `20m ago` is expected.';

function correcting(id: keyof SaidTimes): string {
  return `Edit the issue to correct it, or comment \`/time ${id}=<time>\`.`;
}

// When what was, as an issue says it: four answers of the form, or the `Started:` line of a plain body.
import { compare, instantIn, type Timestamp } from '../time.ts';

/** The milestones that people may say in the form; what is not said, or not understood, is null. */
export type SaidTimes = {
  readonly started: Timestamp | null;
  readonly complaint: Timestamp | null;
  readonly alerted: Timestamp | null;
  readonly detected: Timestamp | null;
};

/** What was not understood, each in a sentence of three parts. */
export type ReadTimes = { readonly times: SaidTimes; readonly problems: readonly string[] };

const nothingSaid: SaidTimes = { started: null, complaint: null, alerted: null, detected: null };

/** How each is called in a sentence. */
const NAMES: Readonly<Record<keyof SaidTimes, string>> = {
  started: 'start time',
  complaint: 'time of the first complaint',
  alerted: 'time of the first alert',
  detected: 'time of detection',
};

/** The times that a form says, by the id of the question. */
export function timesInForm(answerTo: (id: keyof SaidTimes) => string | null): ReadTimes {
  const ids = ['started', 'complaint', 'alerted', 'detected'] as const;
  const read = ids.map((id) => ({ id, ...timeIn(id, answerTo(id)) }));
  return {
    times: { ...nothingSaid, ...Object.fromEntries(read.map(({ id, at }) => [id, at])) },
    problems: read.flatMap(({ problem }) => problem),
  };
}

/** `Started: <instant>` in a plain body; the runbook's own command sends its line ends as backslash-n (`S003-09`). */
export function timesInPlainBody(body: string): ReadTimes {
  const line = body
    .replaceAll('\\n', '\n')
    .split('\n')
    .find((candidate) => /^\s*Started:/i.test(candidate));
  const { at, problem } = timeIn('started', line?.replace(/^\s*Started:/i, '').trim() ?? null);
  return { times: { ...nothingSaid, started: at }, problems: problem };
}

/** The times that can be: one that is still to come is a slip of the pen. */
export function pastTimes(times: SaidTimes, now: Timestamp): SaidTimes {
  const past = (at: Timestamp | null) => (at !== null && compare(at, now) <= 0 ? at : null);
  return {
    started: past(times.started),
    complaint: past(times.complaint),
    alerted: past(times.alerted),
    detected: past(times.detected),
  };
}

function notUnderstood(id: keyof SaidTimes): string {
  return `The ${NAMES[id]} was not understood.`;
}

/** What is still missing once times were set by hand: nobody is asked any more for one that is known. */
export function stillMissing(missing: readonly string[], set: readonly string[]): string[] {
  const ids = (['started', 'complaint', 'alerted', 'detected'] as const).filter((id) => set.includes(id));
  return missing.filter((text) => !ids.some((id) => text.startsWith(notUnderstood(id))));
}

type Read = { readonly at: Timestamp | null; readonly problem: readonly string[] };

function timeIn(id: keyof SaidTimes, written: string | null): Read {
  const at = written === null || written === '' ? null : instantIn(written);
  if (at !== null || written === null || written === '') return { at, problem: [] };
  const message = `${notUnderstood(id)} A time in UTC such as \`2026-03-01T04:05Z\` is expected. Edit the issue to correct it, or comment \`/time ${id}=<time>\`.`;
  return { at: null, problem: [message] };
}

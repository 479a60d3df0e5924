// Named places where a rehearsal kills the process, so that every step between two commits is tried with a restart (F-01 to F-10).

/** Every place, in the order in which one delivery passes them. */
export const crashPoints = [
  'before-commit',
  'after-commit-before-202',
  'job-fetched',
  'before-decision-commit',
  'decided-not-run',
  'effect-sent-no-answer',
  'answer-not-recorded',
  'between-effects',
  'recorded-not-completed',
  'timer-fired',
  'timer-row-written',
  'between-checks',
  'hotfix-merged-not-told',
  'proposal-posted',
  'between-annotations',
] as const;
export type CrashPoint = (typeof crashPoints)[number];

type Plan = { readonly name: string; readonly pass: number };

function planFrom(text: string | undefined): Plan | null {
  if (text === undefined || text === '') return null;
  if (process.env['NODE_ENV'] === 'production') throw new Error('FIREBREAK_CRASH_AT is refused in production.');
  const [name = '', pass = '1'] = text.split(':');
  if (!crashPoints.some((point) => point === name)) {
    throw new Error(`FIREBREAK_CRASH_AT names no crash point: "${name}". There are: ${crashPoints.join(', ')}.`);
  }
  return { name, pass: Number(pass) };
}

let plan = planFrom(process.env['FIREBREAK_CRASH_AT']);
let passes = 0;

/** From now on, as if `FIREBREAK_CRASH_AT` had said so at the start: a server that is at rest is killed by what is done next, not by its own start. */
export function crashAt(text: string): void {
  plan = planFrom(text);
  passes = 0;
}

/**
 * Kills the own process with SIGKILL when `FIREBREAK_CRASH_AT=<name>[:n]` says so and this is the n-th pass; otherwise does nothing.
 * The variable is read once, when the module is loaded; a wrong name, or production, fails loudly there.
 */
export function crashPoint(name: CrashPoint): void {
  if (plan === null || plan.name !== name) return;
  passes += 1;
  if (passes !== plan.pass) return;
  process.kill(process.pid, 'SIGKILL');
  // The signal is delivered asynchronously; nothing after the crash point may run.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}

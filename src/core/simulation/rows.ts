// A simulation as rows for people: what the clock does and what was said, in order; the same thing over and over is told once.
import { asOffset } from './elapsed.ts';
import { atDeclaration, type Entry, type EntryKind } from './entry.ts';
import type { Said, Simulated } from './simulate.ts';

/** `kind` is `said` for what somebody comments, `refused` where nothing of it had an effect. `time` is `+15 min`, or `+30 min to +4 h` for what is repeated. */
export type Row = {
  readonly time: string;
  readonly kind: EntryKind | 'said' | 'refused';
  readonly who: readonly string[];
  readonly text: string;
};

/** Shorter runs of the same thing are told one by one. */
const SHORTEST_RUN = 4;

/** The rows of a simulation, those of one instant in the order in which they come about. */
export function rowsOf({ entries, said }: Simulated): readonly Row[] {
  const people = said.map((one) => ({ minutes: one.minutes, row: personRow(one) }));
  const spoken = said.map(({ minutes }) => minutes);
  const clock = runsOf(entries, spoken).map((run) => ({ minutes: run[0]?.minutes ?? 0, row: clockRow(run) }));
  return [...people, ...clock].sort((a, b) => a.minutes - b.minutes || turnOf(a) - turnOf(b)).map(({ row }) => row);
}

/** At one instant: what the declaration brings with it and the end of the window, then what people say, then what the clock says. */
function turnOf({ minutes, row: { kind } }: { readonly minutes: number; readonly row: Row }): number {
  if (kind === 'said' || kind === 'refused') return 1;
  return kind === 'monitoring-over' || (minutes === 0 && atDeclaration.includes(kind)) ? 0 : 2;
}

function personRow({ minutes, text, heard }: Said): Row {
  const kind = heard === 'nothing' ? 'refused' : 'said';
  const note = heard === 'part' ? ' (in part refused)' : '';
  return { time: asOffset(minutes), kind, who: ['commander'], text: `${text.replace(/\s+/g, ' ')}${note}` };
}

type Run = readonly Entry[];

/** Entries in a row that say the same, with nobody speaking between them. */
function runsOf(entries: readonly Entry[], spoken: readonly number[]): readonly Run[] {
  const runs: Entry[][] = [];
  for (const entry of entries) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    const broken =
      last === undefined || !isSame(last, entry) || spoken.some((at) => at > last.minutes && at <= entry.minutes);
    if (run === undefined || broken) runs.push([entry]);
    else run.push(entry);
  }
  return runs.flatMap((run) => (run.length < SHORTEST_RUN ? run.map((entry) => [entry]) : [run]));
}

function isSame(a: Entry, b: Entry): boolean {
  return a.kind === b.kind && a.text === b.text && a.targets.join() === b.targets.join();
}

function clockRow(run: Run): Row {
  const [first] = run;
  const last = run.at(-1);
  if (first === undefined || last === undefined) return { time: '', kind: 'said', who: [], text: '' };
  const { kind, targets: who, text } = first;
  if (run.length === 1) return { time: asOffset(first.minutes), kind, who, text };
  const time = `${asOffset(first.minutes)} to ${asOffset(last.minutes)}`;
  return { time, kind, who, text: `${text} (${run.length} times)` };
}

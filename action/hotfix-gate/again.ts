// Starts the gate again where it would say something else now: a review, a check or the incident is no event of the job that must pass.
import type { Client } from '../../src/shell/github/client.ts';
import { newestGateRun, startAgain } from '../../src/shell/github/token/gate-runs.ts';
import { command } from '../host/commands.ts';
import type { Place } from '../host/runner.ts';
import type { Judged, PullJudged } from './judge.ts';
import { conclusionIn, type Told } from './told.ts';

type How = 'started' | 'same' | 'running' | 'none';

/** How long a run of the gate is waited for that is under way, in looks of so many milliseconds. */
const LOOKS = 12;
const BETWEEN = 5_000;

/** One request for each hotfix that is open, and one more for each whose gate is started. */
export async function lookAgain(
  client: Client,
  place: Place,
  workflow: string,
  { pulls, notes }: Judged,
): Promise<Told> {
  const rows: { readonly pull: number; readonly how: How }[] = [];
  for (const judged of pulls.filter(({ gates }) => gates.length > 0))
    rows.push({ pull: judged.pull.number, how: await again(client, place, workflow, judged) });
  return inWords(rows, notes);
}

/** One that is under way may have read what was before: it is judged by what it says. */
async function again(client: Client, place: Place, workflow: string, judged: PullJudged): Promise<How> {
  for (let look = 1; look <= LOOKS; look += 1) {
    const run = await newestGateRun(client, place, workflow, judged.head);
    if (run === null) return 'none';
    if (run.passed !== null && run.passed === (conclusionIn(judged) === 'success')) return 'same';
    if (run.passed !== null) {
      await startAgain(client, place, run);
      return 'started';
    }
    if (look < LOOKS) await client.sleep(BETWEEN);
  }
  return 'running';
}

const words: Readonly<Record<How, string>> = {
  started: 'started again: it would say something else now',
  same: 'says what it would say now',
  running: 'runs for so long that it was not waited for',
  none: 'has no run for this commit',
};

function inWords(rows: readonly { readonly pull: number; readonly how: How }[], notes: readonly string[]): Told {
  const started = rows.filter(({ how }) => how === 'started').map(({ pull }) => pull);
  const unsure = rows.filter(({ how }) => how === 'running' || how === 'none');
  const table = [
    '| Pull request | Its gate |',
    '|---|---|',
    ...rows.map(({ pull, how }) => `| #${pull} | ${words[how]} |`),
  ];
  const said = `${rows.length} hotfix${rows.length === 1 ? '' : 'es'} open, ${started.length} started again`;
  return {
    lines: [
      ...unsure.map(({ pull, how }) => command('warning', { title: 'hotfix' }, `The gate of #${pull} ${words[how]}.`)),
      ...notes.map((note) => command('warning', { title: 'hotfix' }, note)),
      `Firebreak: ${said}`,
    ],
    summary: [`**Firebreak / hotfix**: ${said}.`, ...(rows.length === 0 ? [] : [table.join('\n')]), ...notes].join(
      '\n\n',
    ),
    outputs: { started: JSON.stringify(started) },
  };
}

/** `firebreak backdate`: makes records of issues that were incidents before Firebreak came; shows what it would do first. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Planned } from '../core/backdate/plan.ts';
import type { Written } from '../shell/backdate/write-past.ts';
import { accessTo } from './backdate/hands.ts';
import { asJson, inWords, summaryOf } from './backdate/printed.ts';
import { type Wanted, wantedOf } from './backdate/wanted.ts';
import { planOf, type Sleep, writeAll } from './backdate/work.ts';
import { githubSaidNo } from './github-access.ts';
import { type Paint, paintFor } from './paint.ts';
import { type Arguments, type ExitStatus, type Terminal, type Verb, WrongUse } from './verb.ts';
import type { World } from './world.ts';

/** The verb, in a world. `sleep`: how it waits for GitHub. */
export function backdateIn(world: World, sleep: Sleep = pause): Verb {
  return {
    name: 'backdate',
    usage:
      'backdate --repository OWNER/NAME --label LABEL[=SEVERITY]… [--declared WORDS] [--resolved WORDS] [--open] [--write] [--api URL]',
    summary:
      'Make records of issues that were incidents before, with the times that GitHub knows. Shows what it would do; --write does it, as the app with APP_ID and PRIVATE_KEY. Nobody is paged or mentioned.',
    examples: [
      'backdate --repository acme/shop --label outage --label sev1=P0 --label sev2=P1',
      'backdate --repository acme/shop --label outage=P1 --declared Began: --json',
      'backdate --repository acme/shop --label outage=P1 --write',
    ],
    options: [
      { name: 'repository', value: 'OWNER/NAME' },
      { name: 'label', value: 'LABEL=SEVERITY', repeats: true },
      { name: 'declared', value: 'WORDS' },
      { name: 'resolved', value: 'WORDS' },
      { name: 'open' },
      { name: 'write' },
      { name: 'api', value: 'URL' },
    ],
    words: 0,
    run: (args, terminal) => run(args, terminal, world, sleep),
  };
}

async function run(args: Arguments, terminal: Terminal, world: World, sleep: Sleep): Promise<ExitStatus> {
  const wanted = wantedOf(args, world.env);
  const paint = paintFor(world.isTerminal, world.env);
  const told = { json: args.json, terminal, paint };
  const written: Written[] = [];
  try {
    const access = await accessTo(wanted.place, args.values['api'], world);
    if (wanted.write && access.bot === null) throw new WrongUse(NO_BOT);
    const { planned, ...parts } = await planOf(wanted, access, world, terminal);
    if (!args.json) for (const one of planned) for (const line of inWords(one, paint)) terminal.print(line);
    if (wanted.write) await writeAll({ planned, ...parts }, access, { world, terminal, sleep, written });
    tell(planned, wanted, written, told);
    if (written.some(({ failed }) => failed?.includes('not accessible') === true))
      terminal.complain(`firebreak: the token may not do this. It needs ${NEEDS}.`);
    return written.some(({ failed }) => failed !== null) ? 1 : 0;
  } catch (error) {
    const said = githubSaidNo(error, wanted.place, NEEDS);
    if (said === null) throw error;
    terminal.complain(
      `firebreak: ${said}${written.length === 0 ? '' : ` ${written.length} issues are written; the same command goes on behind them.`}`,
    );
    return 1;
  }
}

/** What GitHub calls the permissions of a job. */
const NEEDS =
  '`contents: read`, `pull-requests: read` and `issues: read`, with --write `issues: write`; in a job under `permissions`';

const NO_BOT =
  'a status card is believed only where a bot wrote it, and this token is a person’s. Set APP_ID and PRIVATE_KEY (and FIREBREAK_KEY, where the app has one), or run it in a workflow with its GITHUB_TOKEN.';

type Told = { readonly json: boolean; readonly terminal: Terminal; readonly paint: Paint };

function tell(
  planned: readonly Planned[],
  { write: isWritten }: Wanted,
  written: readonly Written[],
  { json, terminal, paint }: Told,
): void {
  const mode = isWritten ? 'write' : 'plan';
  const by = new Map(written.map((one) => [one.number, one]));
  if (json) terminal.print(JSON.stringify({ mode, issues: planned.map((one) => asJson(one, by)) }));
  else terminal.print(paint.strong(summaryOf(planned, mode, written)));
}

// `firebreak backdate` on a sandbox, as the app or as somebody.
import { backdateIn } from '../../src/cli/backdate.ts';
import { run } from '../../src/cli/run.ts';
import { processTerminal } from '../../src/cli/terminal.ts';
import { processWorld, type World } from '../../src/cli/world.ts';
import type { SamplePerson } from '../../src/sandbox/seed/index.ts';
import type { Sandbox } from '../../src/sandbox/start-sandbox.ts';
import { nowMs } from '../../src/sandbox/state/store.ts';

export type Backdated = {
  readonly status: number;
  readonly out: string;
  readonly err: string;
  /** By number, as `--json` has it. */
  readonly issues: Readonly<Record<number, Readonly<Record<string, unknown>>>>;
  /** How long it waited for GitHub, milliseconds each. */
  readonly waits: readonly number[];
};

/** Runs it with `--json` unless told otherwise; waiting takes no time. `as` null: as the app. */
export async function backdate(
  sandbox: Sandbox,
  words: readonly string[],
  { as = null, json = true, env = {} }: { as?: SamplePerson | null; json?: boolean; env?: Record<string, string> } = {},
): Promise<Backdated> {
  const [out, err, waits]: [string[], string[], number[]] = [[], [], []];
  const app = { APP_ID: String(sandbox.app.id), PRIVATE_KEY: sandbox.app.privateKey };
  const credentials: Record<string, string> = as === null ? app : { GITHUB_TOKEN: sandbox.tokens[as] };
  const now = () => nowMs(sandbox.store);
  const world: World = { ...processWorld, env: { ...credentials, ...env }, isTerminal: false, now };
  const sleep = async (milliseconds: number) => {
    waits.push(milliseconds);
    sandbox.advance(`PT${Math.ceil(milliseconds / 1000)}S`);
  };
  const terminal = {
    ...processTerminal,
    print: (text: string) => void out.push(text),
    complain: (text: string) => void err.push(text),
  };
  const asked = ['backdate', '--repository', 'acme/shop', '--api', `${sandbox.url}/api/v3`, ...words];
  const status = await run(json ? [...asked, '--json'] : asked, [backdateIn(world, sleep)], terminal);
  const text = out.join('\n');
  const list = json && text !== '' ? (JSON.parse(text) as { issues: { number: number }[] }).issues : [];
  return {
    status,
    out: text,
    err: err.join('\n'),
    waits,
    issues: Object.fromEntries(list.map((one) => [one.number, one])),
  };
}

// What `action/verify` takes, as plain values.
import type { AskedCheck } from '../../src/core/mitigation/asked-check.ts';

/** `checks` null: those of the policy. `only` null: all kinds. Times in milliseconds. */
export type Verify = {
  readonly checks: readonly AskedCheck[] | null;
  readonly only: readonly string[] | null;
  readonly isPlan: boolean;
  readonly inside: readonly string[];
  readonly attempts: number;
  readonly pause: number;
  readonly patience: number;
};

/** Throws in words on what cannot be read. */
export async function verifyInputs(env: NodeJS.ProcessEnv): Promise<Verify> {
  const only = namesIn(input(env, 'only'));
  return {
    checks: await checksIn(env),
    only: only.length === 0 ? null : only,
    isPlan: planIn(env),
    inside: namesIn(input(env, 'hosts')),
    attempts: within('attempts', input(env, 'attempts') || '3', [1, 60]),
    pause: within('interval', input(env, 'interval') || '2', [0, 300]) * 1000,
    patience: within('timeout', input(env, 'timeout') || '10', [1, 120]) * 1000,
  };
}

/** What reads them is loaded only for them: without any, the policy's are asked for at once. */
async function checksIn(env: NodeJS.ProcessEnv): Promise<readonly AskedCheck[] | null> {
  const [json, health] = [input(env, 'checks').replace(/^\[\s*\]$/, ''), input(env, 'health')];
  const [smoke, metrics] = [input(env, 'smoke'), input(env, 'metrics')];
  if ([json, health, smoke, metrics].every((text) => text === '')) return null;
  const { checksInJson, healthChecks, metricChecks, smokeChecks, together } = await import('./checks-in.ts');
  return together(checksInJson(json), healthChecks(health), smokeChecks(smoke), metricChecks(metrics));
}

function planIn(env: NodeJS.ProcessEnv): boolean {
  const text = input(env, 'plan').toLowerCase();
  if (text === 'true') return true;
  if (text === 'false' || text === '') return false;
  throw new Error(`plan is ${JSON.stringify(text.slice(0, 40))}. true or false is expected`);
}

function within(name: string, text: string, [least, most]: readonly [number, number]): number {
  const value = /^\d{1,4}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return value;
  throw new Error(
    `${name} is ${JSON.stringify(text.slice(0, 40))}. A whole number from ${least} to ${most} is expected`,
  );
}

function namesIn(text: string): readonly string[] {
  return text.split(/[\s,]+/).filter((name) => name !== '');
}

function input(env: NodeJS.ProcessEnv, name: string): string {
  return (env[`INPUT_${name.toUpperCase()}`] ?? '').trim();
}

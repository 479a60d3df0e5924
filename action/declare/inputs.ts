// What `action/declare` takes: its inputs, and for what they leave open the payload of a `repository_dispatch`.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type Alert, type Given, given, readAlert, readLevels } from '../../src/core/alert/alert.ts';
import type { Grouping } from '../../src/core/alert/group-alert.ts';
import { type Duration, parseDuration } from '../../src/core/time.ts';
import { command } from '../host/commands.ts';

/** The alert of this run. Throws in words on what cannot be read. */
export function alertIn(env: NodeJS.ProcessEnv): Alert {
  const payload = payloadOf(env);
  const value = (name: string): string => {
    const own = input(env, name);
    const sent = payload[name];
    return own !== '' || (typeof sent !== 'string' && typeof sent !== 'number') ? own : String(sent).trim();
  };
  const levels = readLevels(env['INPUT_SEVERITY-MAP'] ?? '');
  if ('problem' in levels) throw new Error(levels.problem);
  const [title, description, severity, source, started, fingerprint] = given.map(value);
  const values = {
    title: title ?? '',
    description: description ?? '',
    severity: severity ?? '',
    source: source ?? '',
    started: started ?? '',
    fingerprint: fingerprint ?? '',
  };
  return readGenerously(values, levels);
}

/** Somebody must hear of what is broken: a time or a severity that cannot be read is left out, with a warning. Throws in words without a title. */
function readGenerously(values: Given, levels: ReadonlyMap<string, string>): Alert {
  let taken = values;
  for (const name of ['started', 'severity'] as const) {
    const alert = readAlert(taken, levels, digest);
    if (!('problem' in alert)) return alert;
    if (!alert.problem.startsWith(`${name} `)) continue;
    process.stdout.write(`${command('warning', {}, `${alert.problem}. The incident is declared without it`)}\n`);
    taken = { ...taken, [name]: '' };
  }
  const alert = readAlert(taken, levels, digest);
  if ('problem' in alert) throw new Error(alert.problem);
  return alert;
}

/** How alerts are grouped. Throws in words on what is no duration. */
export function groupingIn(env: NodeJS.ProcessEnv): Grouping {
  return {
    groupFor: spanIn('group-for', input(env, 'group-for')),
    reopenFor: spanIn('reopen-for', input(env, 'reopen-for') || '1h'),
  };
}

/** The input `respond`. Throws in words on anything but `true` and `false`. */
export function respondIn(env: NodeJS.ProcessEnv): boolean {
  const text = input(env, 'respond').toLowerCase();
  if (text === 'true') return true;
  if (text === 'false' || text === '') return false;
  throw new Error(`respond is ${JSON.stringify(text.slice(0, 40))}. true or false is expected`);
}

function spanIn(name: string, text: string): Duration | null {
  if (text === '' || text === '0') return null;
  const span = parseDuration(text);
  if (span !== null) return span;
  throw new Error(`${name} is ${JSON.stringify(text.slice(0, 40))}. A duration is expected, such as 24h or 30m`);
}

function payloadOf(env: NodeJS.ProcessEnv): Readonly<Record<string, unknown>> {
  const path = env['GITHUB_EVENT_PATH'] ?? '';
  if (env['GITHUB_EVENT_NAME'] !== 'repository_dispatch' || path === '') return {};
  const event: { readonly client_payload?: unknown } | null = JSON.parse(readFileSync(path, 'utf8'));
  const payload = event?.client_payload ?? {};
  if (typeof payload === 'object' && !Array.isArray(payload)) return Object.fromEntries(Object.entries(payload));
  throw new Error(
    'client_payload of the event is no object. An object is expected, with the values of the alert by name',
  );
}

function input(env: NodeJS.ProcessEnv, name: string): string {
  return (env[`INPUT_${name.toUpperCase()}`] ?? '').trim();
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

// The secrets that a step is given: the runner is told of each, however it came here, so that no log shows it.
import { command } from './commands.ts';

const names = ['INPUT_TOKEN', 'INPUT_KEY', 'FIREBREAK_PAGERDUTY_API_KEY'] as const;

/** A shorter text is no secret, and would put stars into words and numbers, outputs among them. */
const SHORTEST = 8;

/** As the app wants it (`src/app/config/values.ts`): a card can be read by many, and a short key be found out from it. */
const KEY_BYTES = 32;

/** Lines for the log, of the secrets in the environment: the runner takes each line of a secret by itself. */
export function secretsInLog(env: NodeJS.ProcessEnv): readonly string[] {
  const secrets = names.flatMap((name) => (env[name] ?? '').split(/\r?\n/)).map((line) => line.trim());
  const masks = secrets.filter(({ length }) => length >= SHORTEST).map((secret) => command('add-mask', {}, secret));
  return [...masks, ...weakKey(env['INPUT_KEY']?.trim() ?? '')];
}

function weakKey(key: string): readonly string[] {
  if (key === '' || Buffer.byteLength(key) >= KEY_BYTES) return [];
  const text = `key has fewer than ${KEY_BYTES} bytes: whoever may read a status card can find it out and sign another. Make one with \`openssl rand -base64 32\`, as the secret FIREBREAK_KEY; open incidents are then rebuilt from their threads`;
  return [command('warning', {}, text)];
}

// The unmodified server as a child process, with credentials made for the benchmark, against a GitHub of our choice.
import { generateKeyPairSync } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { type Child, startChild } from './child.ts';
import { webhookSecret } from './deliveries.ts';
import { signingKey } from './sample.ts';

/** The server as it runs in a checkout. */
export const checkout = fileURLToPath(new URL('../../src/app/main.ts', import.meta.url));

const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});

/** What a Probot app of any kind needs to know. */
export const credentials = { APP_ID: '1', PRIVATE_KEY: privateKey, WEBHOOK_SECRET: webhookSecret } as const;

/** As `npm start` and the Dockerfile run it. */
const flags = ['--liftoff-only'];

/** Starts it; `gitHub` is a port on this machine. Logs are written as in production, and read by nobody. */
export function startServer(script: string, gitHub: number, env: Readonly<Record<string, string>>): Promise<Child> {
  const all = {
    ...credentials,
    FIREBREAK_KEY: signingKey,
    GHE_HOST: `127.0.0.1:${gitHub}`,
    GHE_PROTOCOL: 'http',
    PORT: '0',
    HOST: '127.0.0.1',
    LOG_FORMAT: 'json',
    LOG_LEVEL: 'info',
    ...env,
  };
  return startChild(script, all, flags);
}

/** The peer, which needs neither GitHub nor a database. */
export function startBareProbot(): Promise<Child> {
  return startChild(fileURLToPath(new URL('./bare-probot.ts', import.meta.url)), credentials);
}

// Without credentials, outside production: Probot's own set-up page, with `app.yml` as the manifest. It writes `.env`; then the app is restarted.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { run } from 'probot';
import type { SetUpConfig } from './config/config.ts';

/** Opens the page and returns its port. No webhook is received here, and there are no health pages. */
export async function openSetUp(config: SetUpConfig): Promise<{ readonly port: number; stop(): Promise<void> }> {
  const host = config.host ?? 'localhost';
  const port = config.port === 0 ? await freePort(host) : config.port;
  // Otherwise Probot fetches and runs a proxy tool from the registry.
  process.env['NO_SMEE_SETUP'] = 'true';
  const env = {
    ...process.env,
    PORT: String(port),
    HOST: host,
    LOG_LEVEL: config.logLevel,
    LOG_FORMAT: config.logFormat,
  };
  const server = await run(() => undefined, { env });
  return { port, stop: async () => void (await server.stop()) };
}

/** Probot takes 0 for its default. */
function freePort(host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, host, () => {
      const address: AddressInfo | string | null = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}

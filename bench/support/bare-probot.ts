// The peer: a Probot app that verifies deliveries and does nothing, behind its own middleware. Run as a child process.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createNodeMiddleware, createProbot } from 'probot';

const env = process.env;
const probot = createProbot({
  env,
  overrides: {
    appId: Number(env['APP_ID']),
    privateKey: env['PRIVATE_KEY'] ?? '',
    secret: env['WEBHOOK_SECRET'] ?? '',
    logLevel: 'fatal',
  },
});
const middleware = await createNodeMiddleware(
  (app) => {
    app.on('issue_comment', () => undefined);
  },
  { probot, webhooksPath: '/api/github/webhooks' },
);
const server = createServer((request, response) => void middleware(request, response));
server.listen(0, '127.0.0.1', () => {
  const address: AddressInfo | string | null = server.address();
  process.send?.({ type: 'ready', port: typeof address === 'object' ? address?.port : 0 });
});
process.on('disconnect', () => process.exit(0));
process.on('SIGTERM', () => process.exit(0));

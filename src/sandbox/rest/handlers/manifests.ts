// REST: turning an app manifest into an app (registering a GitHub App from a manifest).
import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import { takeManifest } from '../../state/manifest-codes.ts';
import { notFound, Refusal } from '../../state/refusal.ts';
import { registerApp } from '../../state/registered-apps.ts';
import { type Answer, type Asked, created, param } from '../exchange.ts';
import { appShape } from '../shapes/app.ts';

const Manifest = z.object({
  name: z.string().optional(),
  url: z.string(),
  description: z.string().optional(),
  hook_attributes: z.object({ url: z.string() }).optional(),
  default_permissions: z.record(z.string(), z.enum(['read', 'write', 'admin'])).default({}),
  default_events: z.array(z.string()).default([]),
});

/** `POST /app-manifests/{code}/conversions`: once for each code; answers with all the credentials of the new app. */
export function convert(asked: Asked): Answer {
  const { store } = asked;
  const code = param(asked, 'code');
  const offered = takeManifest(store, code);
  const [owner] = store.organisations.values();
  if (offered === undefined || owner === undefined) throw notFound();
  const manifest = Manifest.safeParse(offered);
  if (!manifest.success) throw new Refusal(422, z.prettifyError(manifest.error));
  const { name, description, hook_attributes, default_permissions, default_events } = manifest.data;
  const secret = randomBytes(20).toString('hex');
  const app = registerApp(store, {
    name: name ?? `app-${code.slice(0, 8)}`,
    description: description ?? '',
    ownerId: owner.id,
    permissions: default_permissions,
    events: default_events,
    hook: { url: hook_attributes?.url ?? '', secret },
  });
  const credentials = { client_id: app.clientId, client_secret: randomBytes(20).toString('hex') };
  return created({ ...appShape(store, app), ...credentials, webhook_secret: secret, pem: app.privateKey });
}

// GitHub sends a delivery of the app's once more, as its page of deliveries lets an administrator.
import { createSign } from 'node:crypto';
import { expect } from 'vitest';
import type { Story } from './story.ts';

/** Asks GitHub, as the app, to send a delivery again. https://docs.github.com/en/rest/apps/webhooks#redeliver-a-delivery-for-an-app-webhook */
export async function deliverAgain({ sandbox: { url, app } }: Story, id: number): Promise<void> {
  const now = Math.floor(Date.now() / 1000);
  const claims = [{ alg: 'RS256' }, { iat: now - 60, exp: now + 300, iss: String(app.id) }];
  const signed = claims.map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  const token = `${signed}.${createSign('RSA-SHA256').update(signed).sign(app.privateKey, 'base64url')}`;
  const headers = { authorization: `Bearer ${token}` };
  const response = await fetch(`${url}/api/v3/app/hook/deliveries/${id}/attempts`, { method: 'POST', headers });
  expect(response.status).toBe(202);
}

// Signed webhooks for anything that has no channel of its own, by Standard Webhooks: https://www.standardwebhooks.com/
import { Webhook } from 'standardwebhooks';
import type { Timestamp } from '../../core/time.ts';
import { type Answer, exchange } from './http.ts';
import { later, PATIENCE, refused, retryAfter, taken, unanswered, within } from './outcome.ts';
import type { Channel, Notice, Told } from './port.ts';
import {
  guardedLookup,
  InsideAddress,
  isInside,
  literalOf,
  type Resolve,
  systemResolve,
} from './webhook/address-guard.ts';
import { bodyOf } from './webhook/body.ts';

export type WebhookSettings = {
  /** `https`; `http` only to this machine, with `allowPrivate`. */
  readonly url: string;
  /** `whsec_` and base64, or base64 alone, of 24 to 64 bytes. Several while they are being changed: each signs. */
  readonly secrets: readonly string[];
  /** Also to addresses inside the network that the app runs in. */
  readonly allowPrivate?: boolean;
  readonly now: () => Timestamp;
  /** Milliseconds. */
  readonly patience?: number;
  readonly resolve?: Resolve;
};

const WHO = 'The webhook';

/** Posts each notice, signed. A repetition has the same `webhook-id`, by which receivers know it again. */
export function createWebhookChannel(settings: WebhookSettings): Channel {
  const target = targetOf(settings);
  const signers = signersOf(settings.secrets);
  return {
    kind: 'webhook',
    tell: async (notice, signal) => {
      if (typeof target === 'string') return refused(target);
      if (signers === null) return refused(`${WHO} is not sent: its secret is not base64 of 24 to 64 bytes.`);
      return await post(settings, target, signers, notice, within(signal, settings.patience ?? PATIENCE));
    },
  };
}

async function post(
  settings: WebhookSettings,
  target: URL,
  signers: readonly Webhook[],
  notice: Notice,
  limit: AbortSignal,
): Promise<Told> {
  const body = JSON.stringify(bodyOf(notice));
  const headers = headersOf(notice.key, settings.now(), body, signers);
  const lookup = guardedLookup(settings.resolve ?? systemResolve);
  try {
    const question = { method: 'POST', headers, body, signal: limit } as const;
    return read(await exchange(target, settings.allowPrivate ? question : { ...question, lookup }), settings.now());
  } catch (error) {
    if (error instanceof InsideAddress) return refused(inside(target));
    return unanswered(WHO, error, limit);
  }
}

/** Where to post, or why nowhere. */
function targetOf({ url, allowPrivate }: WebhookSettings): URL | string {
  const target = URL.canParse(url) ? new URL(url) : null;
  if (target === null) return `${WHO} is not sent: its address is no URL.`;
  const literal = literalOf(target);
  const local = target.hostname === 'localhost' || (literal !== null && /^(127\.|::1$)/.test(literal));
  if (target.protocol !== 'https:' && !(target.protocol === 'http:' && local && allowPrivate)) {
    return `${WHO} is not sent: its address must begin with https.`;
  }
  if (target.username !== '' || target.password !== '') return `${WHO} is not sent: its address carries a password.`;
  if (!allowPrivate && literal !== null && isInside(literal)) return inside(target);
  return target;
}

function inside(target: URL): string {
  return `${WHO} is not sent: ${target.hostname} is inside the network that the app runs in, which its settings do not allow.`;
}

function signersOf(secrets: readonly string[]): readonly Webhook[] | null {
  const long = secrets.every((secret) => {
    const key = secret.replace(/^whsec_/, '');
    const { length } = Buffer.from(key, 'base64');
    return /^[A-Za-z0-9+/]+={0,2}$/.test(key) && length >= 24 && length <= 64;
  });
  if (secrets.length === 0 || !long) return null;
  try {
    return secrets.map((secret) => new Webhook(secret));
  } catch {
    return null;
  }
}

/** The signature covers id, time and body, and is made for each attempt. */
function headersOf(key: string, now: Timestamp, body: string, signers: readonly Webhook[]): Record<string, string> {
  const id = /^[\x21-\x7e]{1,256}$/.test(key) ? key : encodeURIComponent(key).slice(0, 256);
  const at = new Date(now);
  return {
    'content-type': 'application/json',
    'user-agent': 'Firebreak',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': signers.map((signer) => signer.sign(id, at, body)).join(' '),
  };
}

/** Standard Webhooks: 2xx is taken, 410 ends it, what is busy or broken is tried again. */
function read({ status, headers }: Answer, now: Timestamp): Told {
  if (status >= 200 && status < 300) return taken(null);
  if (status === 410) return refused(`${WHO} is gone: the receiver asks not to be told any more (410).`);
  if (status >= 300 && status < 400)
    return refused(`${WHO} answered with a redirect (${status}), which is not followed.`);
  const answered = `${WHO} answered ${status}.`;
  const passing = status >= 500 || status === 429 || status === 408 || status === 425;
  return passing ? later(answered, retryAfter(headers['retry-after'], now)) : refused(answered);
}

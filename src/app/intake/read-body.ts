// Reads a request's body up to GitHub's own limit, and never holds more than that.
import type { IncomingMessage } from 'node:http';
import type { Share } from './memory.ts';

/** GitHub never sends a larger payload. https://docs.github.com/en/webhooks/webhook-events-and-payloads#payload-cap */
export const LARGEST_BODY = 25 * 1024 * 1024;

export type Body = { readonly ok: true; readonly raw: Buffer } | { readonly ok: false; readonly why: BodyFault };

/** `aborted`: nobody is left to answer. `busy`: too much is held already. */
export type BodyFault = 'too-large' | 'busy' | 'aborted';

/** Whether the request announces more than it may send; then nothing of it is read. */
export function announcesTooMuch(request: IncomingMessage, largest = LARGEST_BODY): boolean {
  return Number(request.headers['content-length'] ?? 0) > largest;
}

/** The raw body. What comes after a fault is thrown away unread. */
export function readBody(request: IncomingMessage, share: Share, largest = LARGEST_BODY): Promise<Body> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let total = 0;
    const fail = (why: BodyFault) => {
      request.off('data', take);
      request.resume();
      chunks.length = 0;
      resolve({ ok: false, why });
    };
    const take = (chunk: Buffer) => {
      total += chunk.length;
      if (total > largest) return fail('too-large');
      if (!share.grow(total)) return fail('busy');
      chunks.push(chunk);
    };
    request.on('data', take);
    request.once('end', () => resolve({ ok: true, raw: Buffer.concat(chunks, total) }));
    request.once('error', () => fail('aborted'));
    request.once('close', () => fail('aborted'));
  });
}

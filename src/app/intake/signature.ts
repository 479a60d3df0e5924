// GitHub's signature over the raw body. https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries
import { createHmac, timingSafeEqual } from 'node:crypto';

/** Why a signature does not hold; a metric's label (AC-01). */
export type SignatureFault = 'missing' | 'duplicate' | 'malformed' | 'wrong';

const shape = /^sha256=([0-9a-f]{64})$/;

/** The 32 bytes of the `X-Hub-Signature-256` header, or why there are none. `values` are the header's lines as they came in. */
export function claimedDigest(values: readonly string[]): Buffer | SignatureFault {
  if (values.length > 1) return 'duplicate';
  const [value] = values;
  if (value === undefined) return 'missing';
  const digest = shape.exec(value)?.[1];
  return digest === undefined ? 'malformed' : Buffer.from(digest, 'hex');
}

/** Whether one of the secrets made this digest. Every secret is tried, in constant time, so that timing tells nothing. */
export function signatureHolds(raw: Buffer, claimed: Buffer, secrets: readonly string[]): boolean {
  let holds = false;
  for (const secret of secrets) {
    const digest = createHmac('sha256', secret).update(raw).digest();
    holds = timingSafeEqual(digest, claimed) || holds;
  }
  return holds;
}

// One webhook request from headers to answer: 401, 413, 400, 503, or 202 once the delivery is committed (INV-1).
import type { IncomingMessage } from 'node:http';
import type { IntakeSelf } from '../../shell/payloads/reading.ts';
import { type Delivery, deliveriesFrom, type Envelope, type Locate } from './delivery.ts';
import type { Memory, Share } from './memory.ts';
import { announcesTooMuch, type BodyFault, readBody } from './read-body.ts';
import { claimedDigest, type SignatureFault, signatureHolds } from './signature.ts';

export type Answer = { readonly status: number; readonly text: string };

/** What the intake tells the metrics. `ignored` has the reason for machines. */
export type DeliveryOutcome =
  | 'accepted'
  | 'ignored'
  | 'unstored'
  | 'incomplete'
  | `rejected:${SignatureFault | BodyFault}`;

export type DeliveryParts = {
  /** Accepted secrets: the current one and, during a rotation, the previous one (F-58). */
  readonly secrets: readonly string[];
  readonly memory: Memory;
  readonly self: () => IntakeSelf;
  readonly locate: Locate;
  /** Resolves when committed. */
  readonly store: (delivery: Delivery) => Promise<void>;
  /** Told of every request that was answered, and why one could not be stored. */
  readonly note: (outcome: DeliveryOutcome, event: string | null, error: unknown) => void;
};

const faults: Readonly<Record<BodyFault, Answer>> = {
  'too-large': { status: 413, text: 'The body is larger than 25 MiB, the most that GitHub sends.' },
  busy: {
    status: 503,
    text: 'Too many large bodies at once. GitHub keeps the delivery for three days; it is fetched again.',
  },
  aborted: { status: 400, text: 'The request ended before its body did.' },
};
const unauthorised: Answer = { status: 401, text: 'X-Hub-Signature-256 does not match the webhook secret.' };
const incomplete: Answer = { status: 400, text: 'X-GitHub-Delivery and X-GitHub-Event are required.' };
const unstored: Answer = { status: 503, text: 'The delivery could not be stored. It is fetched again from GitHub.' };

/** The answer to a webhook request. Nothing is stored unless the signature holds; nothing is answered 202 unless it is stored. */
export async function takeDelivery(request: IncomingMessage, parts: DeliveryParts): Promise<Answer> {
  if (announcesTooMuch(request)) return rejected(parts, 'too-large');
  const claimed = claimedDigest(request.headersDistinct['x-hub-signature-256'] ?? []);
  if (typeof claimed === 'string') return rejected(parts, claimed);
  const share = parts.memory.share();
  try {
    return await takeSigned(request, claimed, share, parts);
  } finally {
    share.release();
  }
}

async function takeSigned(
  request: IncomingMessage,
  claimed: Buffer,
  share: Share,
  parts: DeliveryParts,
): Promise<Answer> {
  const body = await readBody(request, share);
  if (!body.ok) return rejected(parts, body.why);
  if (!signatureHolds(body.raw, claimed, parts.secrets)) return rejected(parts, 'wrong');
  const envelope = envelopeOf(request);
  if (envelope === null) {
    parts.note('incomplete', null, null);
    return incomplete;
  }
  return store(envelope, body.raw, parts);
}

async function store(envelope: Envelope, raw: Buffer, parts: DeliveryParts): Promise<Answer> {
  let deliveries: readonly Delivery[];
  try {
    deliveries = await deliveriesFrom(envelope, raw, parts.self(), parts.locate);
    await Promise.all(deliveries.map(parts.store));
  } catch (error) {
    parts.note('unstored', envelope.event, error);
    return unstored;
  }
  const ignored = deliveries[0]?.ignored ?? null;
  parts.note(ignored === null ? 'accepted' : 'ignored', envelope.event, null);
  return { status: 202, text: ignored === null ? 'accepted' : `ignored: ${ignored}` };
}

function rejected(parts: DeliveryParts, why: SignatureFault | BodyFault): Answer {
  parts.note(`rejected:${why}`, null, null);
  return why === 'too-large' || why === 'busy' || why === 'aborted' ? faults[why] : unauthorised;
}

/** Longest header values that are kept; GitHub's are a UUID and a short name. */
const LONGEST = 200;

function envelopeOf({ headers }: IncomingMessage): Envelope | null {
  const guid = single(headers['x-github-delivery']);
  const event = single(headers['x-github-event']);
  if (guid === null || event === null) return null;
  return { hookId: single(headers['x-github-hook-id']) ?? 'unknown', guid, event };
}

function single(value: string | string[] | undefined): string | null {
  return typeof value === 'string' && value !== '' && value.length <= LONGEST ? value : null;
}

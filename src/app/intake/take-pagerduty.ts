// One webhook of PagerDuty from headers to answer: 401, 413, 400, 503, or 202 once what it says is committed. It names an incident by the key under which we told of it.
import type { IncomingMessage } from 'node:http';
import { type PagerdutySaid, readPagerdutyWebhook } from '../../shell/notify/pagerduty-inbound.ts';
import type { Delivery, Locate, Located } from './delivery.ts';
import { announcesTooMuch, type BodyFault, readBody } from './read-body.ts';
import type { Answer, DeliveryParts } from './take-delivery.ts';

export type PagerdutyParts = Pick<DeliveryParts, 'memory' | 'store' | 'note'> & {
  /** One for each subscription, and the old one while it is changed. */
  readonly secrets: readonly string[];
  /** Where the incident with this key is; null when it is not known here. */
  readonly locate: Locate;
};

/** PagerDuty's are of a few kilobytes. */
const LARGEST = 1024 * 1024;

const EVENT = 'pagerduty';

const faults: Readonly<Record<BodyFault, Answer>> = {
  'too-large': { status: 413, text: 'The body is larger than 1 MiB.' },
  busy: { status: 503, text: 'Too many large bodies at once. Send it again.' },
  aborted: { status: 400, text: 'The request ended before its body did.' },
};
const forged: Answer = {
  status: 401,
  text: 'X-PagerDuty-Signature does not match the secret of the webhook subscription.',
};
const unreadable: Answer = { status: 400, text: 'The body is no webhook of PagerDuty (v3).' };
const unstored: Answer = { status: 503, text: 'The webhook could not be stored. Send it again.' };

/** The answer. Nothing of the body is looked at unless its signature holds. */
export async function takePagerduty(request: IncomingMessage, parts: PagerdutyParts): Promise<Answer> {
  const share = parts.memory.share();
  try {
    if (announcesTooMuch(request, LARGEST)) return rejected(parts, 'too-large');
    const signatures = request.headers['x-pagerduty-signature'];
    if (typeof signatures !== 'string') {
      parts.note('rejected:missing', EVENT, null);
      return forged;
    }
    const body = await readBody(request, share, LARGEST);
    return body.ok ? await takeRead(body.raw, signatures, parts) : rejected(parts, body.why);
  } finally {
    share.release();
  }
}

async function takeRead(raw: Buffer, signatures: string, parts: PagerdutyParts): Promise<Answer> {
  const read = readPagerdutyWebhook(raw, signatures, parts.secrets);
  if (!read.ok) {
    parts.note(read.problem === 'forged' ? 'rejected:wrong' : 'incomplete', EVENT, null);
    return read.problem === 'forged' ? forged : unreadable;
  }
  if (read.said === null) {
    parts.note('ignored', EVENT, null);
    return { status: 202, text: 'ignored: nothing for us' };
  }
  try {
    const delivery = deliveryOf(read.said, await parts.locate({ incident: read.said.incident, at: read.said.at }));
    await parts.store(delivery);
    parts.note(delivery.trigger === null ? 'ignored' : 'accepted', EVENT, null);
    return { status: 202, text: delivery.ignored === null ? 'accepted' : `ignored: ${delivery.ignored}` };
  } catch (error) {
    parts.note('unstored', EVENT, error);
    return unstored;
  }
}

function rejected(parts: PagerdutyParts, why: BodyFault): Answer {
  parts.note(`rejected:${why}`, EVENT, null);
  return faults[why];
}

/** Its id is the event's, which is signed and the same when it is delivered again: it is done once. */
function deliveryOf(said: PagerdutySaid, [located]: readonly Located[]): Delivery {
  const common = { hookId: EVENT, guid: said.id, event: EVENT, action: said.kind };
  if (located === undefined) return { ...common, trigger: null, ignored: 'unknown-incident' };
  const { kind: how, who, at, id: event } = said;
  const what = { how, who: who.id, email: who.email, event };
  const trigger = { kind: 'alert-answered', ...located, at, actor: null, via: 'webhook', ...what } as const;
  return { ...common, trigger, ignored: null };
}

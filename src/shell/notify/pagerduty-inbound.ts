// What PagerDuty says by its webhooks (v3): verified over the raw body, read into a value of ours. https://developer.pagerduty.com/docs/webhooks-overview/
import { createHmac, timingSafeEqual } from 'node:crypto';
import * as z from 'zod';
import { type Timestamp, timestamp } from '../../core/time.ts';

/** A person there. PagerDuty's references carry no address; `email` is there when the webhook has it. */
export type PagerdutyPerson = { readonly id: string; readonly name: string; readonly email: string | null };

/** What a person did there. `incident` is ours: `<repository id>#<issue number>`. `id` is the event's, the same when it is delivered again. */
export type PagerdutySaid = {
  readonly kind: 'acknowledged' | 'reassigned';
  readonly incident: string;
  /** Who acknowledged; who has it now. */
  readonly who: PagerdutyPerson;
  readonly at: Timestamp;
  readonly id: string;
};

/** `said` null: genuine, and nothing for us. */
export type PagerdutyInbound =
  | { readonly ok: true; readonly said: PagerdutySaid | null }
  | { readonly ok: false; readonly problem: 'forged' | 'unreadable'; readonly message: string };

const person = z.object({
  id: z.string().min(1).max(64),
  type: z.string(),
  summary: z.string().max(300).nullish(),
  email: z.string().max(320).nullish(),
});

const webhook = z.object({
  event: z.object({
    id: z.string().min(1).max(128),
    event_type: z.string(),
    occurred_at: z.iso.datetime({ offset: true }),
    agent: person.nullish(),
    data: z.object({ incident_key: z.string().nullish(), assignees: z.array(person).nullish() }),
  }),
});
type Event = z.infer<typeof webhook>['event'];

/** The part of any webhook that tells whether it is one for us. */
const kindOnly = z.object({ event: z.object({ event_type: z.string() }) });

/** `secrets`: one for each subscription, and the old one while it is being changed. `signatures`: the header `X-PagerDuty-Signature`. */
export function readPagerdutyWebhook(
  body: Uint8Array,
  signatures: string | undefined,
  secrets: readonly string[],
): PagerdutyInbound {
  if (!isGenuine(body, signatures ?? '', secrets)) {
    return {
      ok: false,
      problem: 'forged',
      message: 'A webhook had no signature of PagerDuty: compare the secret here with the one of its subscription.',
    };
  }
  const event = eventIn(body);
  if (event === 'unreadable') {
    return { ok: false, problem: 'unreadable', message: 'A webhook of PagerDuty could not be read.' };
  }
  return { ok: true, said: event === null ? null : saidBy(event) };
}

/** Whether any signature is right by any secret; each is compared in constant time. https://developer.pagerduty.com/docs/verifying-signatures */
function isGenuine(body: Uint8Array, header: string, secrets: readonly string[]): boolean {
  const given = header
    .split(',')
    .slice(0, 20)
    .flatMap((one) => /^\s*v1=([0-9a-f]{64})\s*$/i.exec(one)?.[1] ?? [])
    .map((hex) => Buffer.from(hex, 'hex'));
  const right = secrets
    .filter((secret) => secret !== '')
    .map((secret) => createHmac('sha256', secret).update(body).digest());
  return right.flatMap((one) => given.map((other) => timingSafeEqual(one, other))).includes(true);
}

const ours = new Set(['incident.acknowledged', 'incident.reassigned', 'incident.delegated']);

/** The event; null for kinds that are not for us, whatever is in them. */
function eventIn(body: Uint8Array): Event | null | 'unreadable' {
  try {
    const json: unknown = JSON.parse(Buffer.from(body).toString('utf8'));
    if (!ours.has(kindOnly.parse(json).event.event_type)) return null;
    return webhook.parse(json).event;
  } catch {
    return 'unreadable';
  }
}

/** Null: an incident of something else, or nobody in person. What our own events acknowledge comes back with an integration as its agent, and ends here. */
function saidBy(event: Event): PagerdutySaid | null {
  const incident = event.data.incident_key ?? '';
  if (!/^[1-9]\d{0,18}#[1-9]\d{0,18}$/.test(incident)) return null;
  const kind = event.event_type === 'incident.acknowledged' ? 'acknowledged' : 'reassigned';
  const found = kind === 'acknowledged' ? event.agent : event.data.assignees?.find(isUser);
  if (!found || !isUser(found)) return null;
  const who = { id: found.id, name: found.summary ?? found.id, email: found.email ?? null };
  return { kind, incident, who, at: timestamp(event.occurred_at), id: event.id };
}

function isUser({ type }: { readonly type: string }): boolean {
  return type === 'user_reference' || type === 'user';
}

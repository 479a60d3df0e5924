// From a verified body to what the engine stores: a trigger, or the reason why there is none.
import type { IssueRef } from '../../core/incident/record.ts';
import type { Trigger } from '../../core/trigger.ts';
import type { LaneAsk, NewAsk } from '../../shell/engine/freeze-asks.ts';
import type { About, FollowUpLook, HotfixLook, IntakeSelf, PushLook } from '../../shell/payloads/reading.ts';
import { toTrigger } from '../../shell/payloads/to-trigger.ts';

/** What the engine's inbox takes; one of `trigger`, `ignored` and `freeze` is set. */
export type Delivery = {
  readonly hookId: string;
  readonly guid: string;
  readonly event: string;
  readonly action: string | null;
  readonly trigger: Trigger | null;
  readonly ignored: string | null;
  readonly freeze?: NewAsk | LaneAsk;
};

/** Where an incident is. */
export type Located = { readonly issue: IssueRef; readonly installationId: number | null };

/** The incidents that are meant; none where they are not known here. */
export type Locate = (about: About) => Promise<readonly Located[]>;

/** Who sent what, from headers that are not signed. */
export type Envelope = Pick<Delivery, 'hookId' | 'guid' | 'event'>;

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** The delivery with its reading, once for each incident that it is about. Throws only what `locate` throws. A body that is no JSON, or no object, is a delivery too: kept as ignored, never a crash. */
export async function deliveriesFrom(
  envelope: Envelope,
  raw: Buffer,
  self: IntakeSelf,
  locate: Locate,
): Promise<readonly Delivery[]> {
  const payload = parsed(raw);
  if (payload === undefined) return [{ ...envelope, action: null, trigger: null, ignored: 'not-json' }];
  const common = { ...envelope, action: actionOf(payload) };
  const reading = toTrigger(envelope.event, payload, self);
  if ('trigger' in reading) return [{ ...common, trigger: reading.trigger, ignored: null }];
  if ('ignored' in reading) return [{ ...common, trigger: null, ignored: reading.ignored }];
  if ('freeze' in reading) {
    const asked = { ...common, trigger: null, ignored: null, freeze: reading.freeze };
    const seen = reading.seen === undefined ? [] : await seenBy(reading.seen, common, locate);
    const looks = await looksOf(reading.also ?? [], common, locate);
    return [asked, ...seen, ...looks];
  }
  if ('followUp' in reading) return followUpMoved(reading.followUp, common, locate);
  if ('push' in reading) return documentPushed(reading.push, common, locate);
  const { about } = reading;
  const [first, ...others] = await locate(about);
  if (first === undefined) return [{ ...common, trigger: null, ignored: 'unknown-incident' }];
  const look = (located: Located, guid: string): Delivery => ({
    ...common,
    guid,
    trigger: { kind: 'tick', ...located, at: about.at, actor: null, via: 'webhook' },
    ignored: null,
  });
  return [look(first, common.guid), ...others.map((one) => look(one, `${common.guid}#${one.issue.number}`))];
}

/** A look of each of the incidents at what they follow, one each. */
async function looksOf(
  abouts: readonly About[],
  common: Envelope & Pick<Delivery, 'action'>,
  locate: Locate,
): Promise<readonly Delivery[]> {
  const [first] = abouts;
  if (first === undefined) return [];
  const located = (await Promise.all(abouts.map(locate))).flat();
  const each = new Map(located.map((one) => [one.issue.number, one]));
  return [...each.values()].map((one) => ({
    ...common,
    guid: `${common.guid}#look-${one.issue.number}`,
    trigger: { kind: 'tick', ...one, at: first.at, actor: null, via: 'webhook' },
    ignored: null,
  }));
}

/** For the incident that has it; what no incident has is nobody's business. */
async function followUpMoved(
  { at, repository, number, state, actor }: FollowUpLook,
  common: Envelope & Pick<Delivery, 'action'>,
  locate: Locate,
): Promise<readonly Delivery[]> {
  const [located] = await locate({ at, repository, followUp: number });
  if (located === undefined) return [{ ...common, trigger: null, ignored: 'not-an-incident' }];
  const trigger = { kind: 'follow-up-moved', ...located, at, actor, via: 'webhook', number, state } as const;
  return [{ ...common, trigger, ignored: null }];
}

/** For each incident whose document is there. */
async function documentPushed(
  { about, actor, pushed }: PushLook,
  common: Envelope & Pick<Delivery, 'action'>,
  locate: Locate,
): Promise<readonly Delivery[]> {
  const located = await locate(about);
  if (located.length === 0) return [{ ...common, trigger: null, ignored: 'unknown-incident' }];
  return located.map((one, place) => ({
    ...common,
    guid: place === 0 ? common.guid : `${common.guid}#${one.issue.number}`,
    trigger: { kind: 'document-pushed', ...one, at: about.at, actor, via: 'webhook', ...pushed },
    ignored: null,
  }));
}

/** A pull request that looks like a hotfix, for each of the incidents that it names. */
async function seenBy(
  { at, pull, like, incidents }: HotfixLook,
  common: Envelope & Pick<Delivery, 'action'>,
  locate: Locate,
): Promise<readonly Delivery[]> {
  const located = (await Promise.all(incidents.map((incident) => locate({ at, incident })))).flat();
  return located.map((one) => ({
    ...common,
    guid: `${common.guid}#hotfix-${one.issue.number}`,
    trigger: { kind: 'hotfix-seen', ...one, at, actor: null, via: 'webhook', pull, like: { ...like } },
    ignored: null,
  }));
}

/** Undefined when it is not JSON in UTF-8. */
function parsed(raw: Buffer): unknown {
  try {
    return JSON.parse(utf8.decode(raw));
  } catch {
    return undefined;
  }
}

function actionOf(payload: unknown): string | null {
  if (typeof payload !== 'object' || payload === null || !('action' in payload)) return null;
  return typeof payload.action === 'string' ? payload.action.slice(0, 100) : null;
}

// Delivers webhooks: one queue for each app, in order, never retried, every attempt in the log. Tests can lose, hold and reorder them.
import { randomUUID } from 'node:crypto';
import type { Shape } from '../rest/shapes/urls.ts';
import type { App, Delivery } from '../state/apps.ts';
import type { DomainEvent } from '../state/domain-event.ts';
import { known, nextId, now, nowMs, type Store } from '../state/store.ts';
import { validateWebhook } from '../validate/index.ts';
import { attempt, type Outcome, signatureOf } from './attempt.ts';
import { audienceOf, type Listener } from './audience.ts';
import { payloadOf } from './payload.ts';

/** GitHub keeps the log of deliveries this long (redelivering webhooks). */
export const logWindowMs = 3 * 24 * 60 * 60 * 1000;

/** A delivery on its way: everything but what will become of it. */
type Waiting = Pick<Delivery, 'id' | 'guid' | 'appId' | 'installationId' | 'repositoryId' | 'event' | 'action'> & {
  readonly payload: Shape;
  readonly redelivery: boolean;
};

/** The sending half of the sandbox. */
export type Hooks = {
  /** Resolves once every delivery has been answered (or given up on) and nothing waits, held ones aside. */
  readonly settled: () => Promise<void>;
  readonly hold: () => void;
  /** Sends what was held: in order, backwards, or in the order of these positions (others after them). */
  readonly release: (order?: 'reverse' | readonly number[]) => number;
  /** Sends a logged delivery again, with the same GUID. */
  readonly redeliver: (delivery: Delivery) => void;
  /** Stops listening and cuts what is on its way. */
  readonly close: () => void;
};

/** Starts delivering what happens in the store. */
export function startHooks(store: Store): Hooks {
  const ending = new AbortController();
  const queues = new Map<number, Promise<void>>();
  let held: Waiting[] | null = null;

  const enqueue = (waiting: Waiting) => {
    if (held !== null) {
      held.push(waiting);
      return;
    }
    const before = queues.get(waiting.appId) ?? Promise.resolve();
    queues.set(
      waiting.appId,
      before.then(() => send(store, waiting, ending.signal)),
    );
  };
  const listener = (event: DomainEvent) => {
    const guid = randomUUID();
    for (const one of audienceOf(store, event)) {
      const waiting = prepare(store, event, guid, one);
      if (waiting !== null) enqueue(waiting);
    }
  };
  store.listeners.add(listener);

  return {
    settled: () => settle(queues),
    hold: () => {
      held ??= [];
    },
    release: (order) => {
      const waiting = inOrder(held ?? [], order);
      held = null;
      for (const one of waiting) enqueue(one);
      return waiting.length;
    },
    redeliver: (delivery) => enqueue({ ...delivery, id: nextId(store, 'delivery'), redelivery: true }),
    close: () => {
      store.listeners.delete(listener);
      ending.abort();
    },
  };
}

async function settle(queues: ReadonlyMap<number, Promise<void>>): Promise<void> {
  for (let seen: readonly Promise<void>[] = []; ; ) {
    const waiting = [...queues.values()];
    if (waiting.every((one) => seen.includes(one))) return;
    await Promise.all(waiting);
    seen = waiting;
  }
}

function inOrder(held: readonly Waiting[], order: 'reverse' | readonly number[] | undefined): readonly Waiting[] {
  if (order === undefined) return held;
  if (order === 'reverse') return held.toReversed();
  const first = order.map((position) => held[position]).filter((one) => one !== undefined);
  return [...first, ...held.filter((one) => !first.includes(one))];
}

function prepare(store: Store, event: DomainEvent, guid: string, listener: Listener): Waiting | null {
  const { app, installation } = listener;
  if (app.hook.url === '') return null;
  const payload = payloadOf(store, event, app, installation);
  const problems = validateWebhook(event.event, payload);
  if (problems.length > 0) store.violations.push({ what: `webhook ${event.event}`, problems });
  const waiting: Waiting = {
    id: nextId(store, 'delivery'),
    guid,
    appId: app.id,
    installationId: installation?.id ?? null,
    repositoryId: event.repository?.id ?? null,
    event: event.event,
    action: 'action' in event ? event.action : null,
    payload,
    redelivery: false,
  };
  return dropped(store, waiting) ? null : waiting;
}

/** Whether an order of the control interface loses this delivery. */
function dropped(store: Store, waiting: Waiting): boolean {
  const names = [waiting.event, `${waiting.event}.${waiting.action}`, '*'];
  const order = store.drops.find((one) => one.times > 0 && names.includes(one.event));
  if (order === undefined) return false;
  order.times -= 1;
  const lost = {
    status: 'failed to connect to host',
    statusCode: 0,
    responseHeaders: {},
    responseBody: '',
    duration: 0,
  };
  if (order.logged) record(store, waiting, known(store.apps, waiting.appId).hook.url, {}, lost);
  return true;
}

async function send(store: Store, waiting: Waiting, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  const app = known(store.apps, waiting.appId);
  const body = JSON.stringify(waiting.payload);
  const headers = headersOf(app, waiting, body);
  const { url } = app.hook;
  record(store, waiting, url, headers, await attempt({ url, headers, body }, signal));
}

function headersOf(app: App, waiting: Waiting, body: string): Readonly<Record<string, string>> {
  return {
    Accept: '*/*',
    'Content-Type': 'application/json',
    'User-Agent': `GitHub-Hookshot/${app.id.toString(16).padStart(7, '0')}`,
    'X-GitHub-Delivery': waiting.guid,
    'X-GitHub-Event': waiting.event,
    'X-GitHub-Hook-ID': String(app.hookId),
    'X-GitHub-Hook-Installation-Target-ID': String(app.id),
    'X-GitHub-Hook-Installation-Target-Type': 'integration',
    ...(app.hook.secret === '' ? {} : { 'X-Hub-Signature-256': signatureOf(app.hook.secret, body) }),
  };
}

function record(
  store: Store,
  waiting: Waiting,
  url: string,
  requestHeaders: Readonly<Record<string, string>>,
  outcome: Outcome,
): void {
  const delivery: Delivery = { ...waiting, url, deliveredAt: now(store), requestHeaders, ...outcome };
  store.deliveries.set(delivery.id, delivery);
  for (const listener of store.trafficListeners) listener('delivery');
}

/** What the log still has of an app's deliveries, newest first. */
export function deliveryLog(store: Store, app: App): readonly Delivery[] {
  const oldest = nowMs(store) - logWindowMs;
  return [...store.deliveries.values()]
    .filter((one) => one.appId === app.id && Date.parse(one.deliveredAt) >= oldest)
    .sort((a, b) => b.id - a.id);
}

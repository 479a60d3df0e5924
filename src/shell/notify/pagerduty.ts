// PagerDuty by its Events API v2: https://developer.pagerduty.com/docs/events-api-v2/. One POST, so no library: `@pagerduty/pdjs` was last released in December 2024, carries a fetch of its own and retries blindly.
import type { Timestamp } from '../../core/time.ts';
import { type Answer, exchange } from './http.ts';
import { later, PATIENCE, refused, retryAfter, taken, unanswered, within } from './outcome.ts';
import { eventOf } from './pagerduty/event.ts';
import { type Assigning, reassign } from './pagerduty/reassign.ts';
import type { Channel, Notice, Told } from './port.ts';

export type PagerdutySettings = {
  /** The integration key of a service or of an event orchestration. */
  readonly routingKey: string;
  /** `https://events.eu.pagerduty.com` for accounts in Europe. */
  readonly url?: string;
  /** What a hand-off needs; without it a hand-off is not told. */
  readonly assigning?: Assigning;
  readonly now: () => Timestamp;
  /** Milliseconds. */
  readonly patience?: number;
};

const WHO = 'PagerDuty';
const PLACE = 'https://events.pagerduty.com';

/**
 * Triggers, acknowledges and resolves one alert per incident. Repetitions fall together there by the dedup key, which is the incident.
 * What changes nothing there (a status, an update) is taken without a request.
 */
export function createPagerdutyChannel(settings: PagerdutySettings): Channel {
  return {
    kind: 'pagerduty',
    tell: async (notice, signal) => {
      const limit = within(signal, settings.patience ?? PATIENCE);
      if (notice.event === 'assigned') return await handOff(settings, notice, limit);
      const event = eventOf(notice, settings.routingKey);
      return event === null ? taken(notice.ref) : await enqueue(settings, JSON.stringify(event), notice.ref, limit);
    },
  };
}

async function enqueue(
  settings: PagerdutySettings,
  body: string,
  ref: string | null,
  limit: AbortSignal,
): Promise<Told> {
  const base = settings.url ?? PLACE;
  const url = URL.canParse('/v2/enqueue', base) ? new URL('/v2/enqueue', base) : null;
  if (url === null) return refused(`${WHO} is not told: its address is no URL.`);
  try {
    const headers = { 'content-type': 'application/json' };
    return read(await exchange(url, { method: 'POST', headers, body, signal: limit }), ref, settings.now());
  } catch (error) {
    return unanswered(WHO, error, limit);
  }
}

/** 202 is accepted; 429, 5xx and anything unheard of are tried again; 4xx never. Its words are not repeated: they may quote the key. */
function read({ status, headers }: Answer, ref: string | null, now: Timestamp): Told {
  if (status === 202) return taken(ref);
  const answered = `${WHO} answered ${status}.`;
  if (status === 429) return later(answered, retryAfter(headers['retry-after'], now));
  if (status === 400) return refused(`${WHO} refused the event (400): is the routing key one of Events API v2?`);
  return status >= 400 && status < 500 ? refused(answered) : later(answered, retryAfter(headers['retry-after'], now));
}

async function handOff(settings: PagerdutySettings, notice: Notice, limit: AbortSignal): Promise<Told> {
  const { assigning, now } = settings;
  if (assigning === undefined || notice.to.length === 0) return taken(notice.ref);
  return await reassign(assigning, notice, now, limit);
}

// A notice as an event of PagerDuty's Events API v2: https://developer.pagerduty.com/docs/events-api-v2/trigger-events/
import type { Notice, NoticeEvent } from '../port.ts';
import { capped, oneLine } from '../text/one-line.ts';
import { plainText } from '../text/plain.ts';

export type PagerdutyEvent = {
  readonly routing_key: string;
  readonly event_action: 'trigger' | 'acknowledge' | 'resolve';
  readonly dedup_key: string;
  readonly client?: string;
  readonly client_url?: string;
  readonly links?: readonly { readonly href: string; readonly text: string }[];
  readonly payload?: {
    readonly summary: string;
    readonly source: string;
    readonly severity: 'critical' | 'error' | 'warning' | 'info';
    readonly timestamp: string;
    readonly custom_details: Readonly<Record<string, string>>;
  };
};

/** Characters; PagerDuty's own limits. */
const LONGEST_KEY = 255;
const LONGEST_SUMMARY = 1024;
/** An event may have 512 kB; a person reads less. */
const LONGEST_TEXT = 4_000;

/** Null: nothing that changes an alert. A closed incident resolves too, so that nobody is called for one that was declined; what is resolved already drops it. */
const actions: Readonly<Record<NoticeEvent, PagerdutyEvent['event_action'] | null>> = {
  opened: 'trigger',
  paged: 'trigger',
  severity: 'trigger',
  reopened: 'trigger',
  acknowledged: 'acknowledge',
  resolved: 'resolve',
  closed: 'resolve',
  assigned: null,
  status: null,
  update: null,
  shared: null,
};

/** The event for a notice, or null. */
export function eventOf(notice: Notice, routingKey: string): PagerdutyEvent | null {
  const action = actions[notice.event];
  if (action === null) return null;
  const common = { routing_key: routingKey, event_action: action, dedup_key: notice.incident.slice(0, LONGEST_KEY) };
  return action === 'trigger' ? { ...common, ...alertOf(notice) } : common;
}

function alertOf(notice: Notice): Omit<PagerdutyEvent, 'routing_key' | 'event_action' | 'dedup_key'> {
  const level = notice.level === null ? '' : `[${notice.level}] `;
  return {
    client: 'Firebreak',
    ...(notice.url === null
      ? {}
      : { client_url: notice.url, links: [{ href: notice.url, text: 'Incident on GitHub' }] }),
    payload: {
      summary: oneLine(`${level}${notice.summary}`, LONGEST_SUMMARY) || 'Incident',
      source: notice.url === null ? notice.incident : sourceOf(notice.url),
      severity: severityOf(notice.rank),
      timestamp: notice.at,
      custom_details: {
        level: notice.level ?? 'not known',
        status: notice.status,
        text: capped(plainText(notice.text), LONGEST_TEXT),
      },
    },
  };
}

/** The repository: host and path without the issue. */
function sourceOf(url: string): string {
  return url.replace(/^https?:\/\//, '').replace(/\/issues\/\d+.*$/, '');
}

/** By rank, as ranks are what levels of all policies have in common; while nobody knows it, loud enough to wake somebody. */
function severityOf(rank: number | null): 'critical' | 'error' | 'warning' | 'info' {
  if (rank === null || rank === 2) return 'error';
  if (rank <= 1) return 'critical';
  return rank === 3 ? 'warning' : 'info';
}

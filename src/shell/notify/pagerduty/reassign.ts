// A hand-off here reassigns there, by PagerDuty's REST API, as events cannot: https://developer.pagerduty.com/api-reference/8a0e1aa2ec666-update-an-incident
import * as z from 'zod';
import type { Timestamp } from '../../../core/time.ts';
import { type Answer, exchange } from '../http.ts';
import { later, refused, retryAfter, taken, unanswered } from '../outcome.ts';
import type { Notice, Told } from '../port.ts';

export type Assigning = {
  /** A REST API key that may write incidents. */
  readonly token: string;
  /** The e-mail address of the PagerDuty user in whose name it is done; PagerDuty asks for one. */
  readonly from: string;
  /** `https://api.eu.pagerduty.com` for accounts in Europe. */
  readonly url?: string;
};

const PLACE = 'https://api.pagerduty.com';
const WHO = 'PagerDuty';

const found = z.object({ incidents: z.array(z.object({ id: z.string().regex(/^[A-Z0-9]{1,40}$/) })) });

/** Ids are capital letters and digits; a user's begin with P, as do an escalation policy's, which the policy writes as `policy:P…`. */
const target = /^(policy:)?([A-Z0-9]{4,30})$/;

/** Gives the open incident to the first of `to`. No open incident there: nothing to do. Doing it twice changes nothing. */
export async function reassign(
  assigning: Assigning,
  notice: Notice,
  now: () => Timestamp,
  limit: AbortSignal,
): Promise<Told> {
  const assignee = target.exec(notice.to[0] ?? '');
  if (assignee === null)
    return refused(`${WHO} was not told of the hand-off: that is no id of a PagerDuty user or escalation policy.`);
  const base = assigning.url ?? PLACE;
  if (!URL.canParse(base)) return refused(`${WHO} was not told of the hand-off: the address of its API is no URL.`);
  try {
    const open = await ask(assigning, 'GET', new URL(`/incidents?${queryOf(notice.incident)}`, base), '', limit);
    if (open.status !== 200) return failed(open, now());
    const id = idIn(open.text);
    if (id === 'unreadable') return later(`${WHO} answered what could not be read.`);
    if (id === null) return taken(notice.ref);
    const body = JSON.stringify({ incident: { type: 'incident_reference', ...toWhom(assignee) } });
    const answer = await ask(assigning, 'PUT', new URL(`/incidents/${id}`, base), body, limit);
    return answer.status === 200 ? taken(notice.ref) : failed(answer, now());
  } catch (error) {
    return unanswered(WHO, error, limit);
  }
}

function queryOf(incident: string): URLSearchParams {
  const query = new URLSearchParams({ incident_key: incident, limit: '1' });
  for (const status of ['triggered', 'acknowledged']) query.append('statuses[]', status);
  return query;
}

function toWhom(assignee: RegExpExecArray): object {
  const id = assignee[2];
  if (assignee[1] !== undefined) return { escalation_policy: { id, type: 'escalation_policy_reference' } };
  return { assignments: [{ assignee: { id, type: 'user_reference' } }] };
}

function ask(
  assigning: Assigning,
  method: 'GET' | 'PUT',
  url: URL,
  body: string,
  signal: AbortSignal,
): Promise<Answer> {
  const headers = {
    accept: 'application/json',
    authorization: `Token token=${assigning.token}`,
    from: assigning.from,
    ...(method === 'PUT' ? { 'content-type': 'application/json' } : {}),
  };
  return exchange(url, { method, headers, body, signal });
}

function idIn(text: string): string | null | 'unreadable' {
  try {
    return found.parse(JSON.parse(text)).incidents[0]?.id ?? null;
  } catch {
    return 'unreadable';
  }
}

function failed({ status, headers }: Answer, now: Timestamp): Told {
  const message = `${WHO} answered ${status} to the hand-off.`;
  const passing = status === 429 || status >= 500 || status < 400;
  const reset = headers['retry-after'] ?? headers['ratelimit-reset'];
  return passing ? later(message, retryAfter(reset, now)) : refused(message);
}

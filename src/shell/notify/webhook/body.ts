// What a webhook says: the one description of its body, from which the documentation is made.
import * as z from 'zod';
import { statuses } from '../../../core/incident/record.ts';
import { type Notice, noticeEvents } from '../port.ts';

const types = noticeEvents.map((event) => `incident.${event}` as const);

/** The body of every webhook. Headers by Standard Webhooks: `webhook-id` is the same on every repetition, `webhook-timestamp`, `webhook-signature`. */
export const webhookBody = z.strictObject({
  type: z.enum(types).describe('What happened.'),
  timestamp: z.iso.datetime().describe('When it was decided, in UTC.'),
  data: z.strictObject({
    incident: z.string().describe('Names the incident for good: `<repository id>#<issue number>`.'),
    level: z.string().nullable().describe("The severity's name in the policy; null while nobody knows it."),
    rank: z.number().int().positive().nullable().describe('How bad that is; 1 is worst.'),
    status: z.enum(statuses).describe("The incident's status."),
    summary: z.string().describe('One line by people: not to be trusted as HTML or Markdown.'),
    url: z.url().nullable().describe("The issue's address; null on a channel for the public."),
    text: z.string().describe('What is told, as Markdown.'),
    to: z.array(z.string()).describe('Whom it is for, as the policy lists them.'),
  }),
});
export type WebhookBody = z.infer<typeof webhookBody>;

export function bodyOf(notice: Notice): WebhookBody {
  const { incident, level, rank, status, summary, url, text, to } = notice;
  return {
    type: `incident.${notice.event}`,
    timestamp: notice.at,
    data: { incident, level, rank, status, summary, url, text, to: [...to] },
  };
}

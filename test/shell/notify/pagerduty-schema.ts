// What PagerDuty's published description lets an event be, as far as we send it: names, types, what is required, and nothing else.
// Sources: `reference/events-v2/openapiv3.json` of github.com/PagerDuty/api-schema (operation createV2Event); lengths from
// `docs/events-API-v2/02-Trigger-Events.md` of github.com/PagerDuty/developer-docs.
import * as z from 'zod';

const common = {
  routing_key: z.string().min(1),
  dedup_key: z.string().min(1).max(255),
};

export const enqueueRequest = z.discriminatedUnion('event_action', [
  z.strictObject({
    ...common,
    event_action: z.literal('trigger'),
    client: z.string().optional(),
    client_url: z.url().optional(),
    links: z.array(z.strictObject({ href: z.url(), text: z.string().optional() })).optional(),
    images: z.array(z.strictObject({ src: z.url(), href: z.url().optional(), alt: z.string().optional() })).optional(),
    payload: z.strictObject({
      summary: z.string().min(1).max(1024),
      source: z.string().min(1),
      severity: z.enum(['critical', 'error', 'warning', 'info']),
      timestamp: z.iso.datetime({ offset: true }).optional(),
      component: z.string().optional(),
      group: z.string().optional(),
      class: z.string().optional(),
      custom_details: z.record(z.string(), z.unknown()).optional(),
    }),
  }),
  z.strictObject({ ...common, event_action: z.literal('acknowledge') }),
  z.strictObject({ ...common, event_action: z.literal('resolve') }),
]);

/** The body of `PUT /incidents/{id}` as far as we send it. Source: `reference/REST/openapiv3.json` of github.com/PagerDuty/api-schema. */
export const updateIncidentRequest = z.strictObject({
  incident: z.strictObject({
    type: z.enum(['incident', 'incident_reference']),
    assignments: z
      .array(z.strictObject({ assignee: z.strictObject({ id: z.string(), type: z.enum(['user', 'user_reference']) }) }))
      .optional(),
    escalation_policy: z
      .strictObject({ id: z.string(), type: z.enum(['escalation_policy', 'escalation_policy_reference']) })
      .optional(),
  }),
});

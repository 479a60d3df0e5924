// Where people are told beside the issue. Secrets are never written here: a connection of the environment has them.
import * as z from 'zod';
import { noticeEvents } from '../../channels/event.ts';
import { id, line, lines, planned, thing } from './keys.ts';

/** One channel. */
export const channel = thing({
  id: id.describe('Its name in this file.'),
  title: line.describe('How it is called.'),
  kind: z
    .enum(['issue', 'slack', 'email', 'webhook', 'pagerduty', 'status-page', 'incident-channel'])
    .describe('What it is.'),
  audience: z.enum(['internal', 'stakeholders', 'public']).default('internal').describe('Who reads it.'),
  name: line
    .nullable()
    .default(null)
    .describe(
      'For an `incident-channel` a pattern such as `#incident-{date}-{slug}` (the date as `20260301`); for `slack` the id of the channel (`C0123456789`), without which it is the connection’s.',
    ),
  only_if: z
    .enum(['always', 'available', 'customer-facing', 'needed'])
    .default('always')
    .describe(
      'When it is used. `customer-facing`: once somebody has said that customers notice it; the others: always, where it is connected.',
    ),
  levels: z.array(z.string().min(1).max(30)).max(20).default([]).describe('Only at these severities. Empty: at all.'),
  events: z
    .array(z.enum(noticeEvents))
    .max(noticeEvents.length)
    .default([])
    .describe('What it is told of. Empty: what its kind and audience are usually told of.'),
  to: z
    .array(line)
    .max(50)
    .default([])
    .describe(
      'Whom it is for, in its own words: addresses of e-mail, ids of Slack users to invite, of PagerDuty users or escalation policies. Empty: its own default.',
    ),
  connection: z
    .string()
    .regex(/^[a-z][a-z0-9_]{0,29}$/, 'expected a short name in lower case such as ops or status_site')
    .nullable()
    .default(null)
    .describe(
      'Which of the connections that whoever runs the app has set up: `ops` is `FIREBREAK_SLACK_TOKEN_OPS`, `FIREBREAK_WEBHOOK_URL_OPS` and so on. Secrets are never written here.',
    ),
  fallback: z
    .boolean()
    .default(false)
    .describe(
      'It is told of a page of the worst level that GitHub does not take within a minute, and of any other that GitHub refuses. Where no channel says so, the first internal one that is connected is.',
    ),
  states: planned('learning', lines.default([]).describe('The words that a status page has for states.')),
  milestones: planned('learning', lines.default([]).describe('What the timeline of a status page names.')),
});

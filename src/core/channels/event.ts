// What of an incident can be told outside of GitHub. The policy names these words, and receivers of webhooks read them.

/** What happened to the incident that a channel tells of. */
export const noticeEvents = [
  'opened',
  'paged',
  'acknowledged',
  'assigned',
  'severity',
  'status',
  'update',
  'resolved',
  'reopened',
  'closed',
  'shared',
] as const;
export type NoticeEvent = (typeof noticeEvents)[number];

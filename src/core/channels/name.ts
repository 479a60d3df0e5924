// How the Slack channel of an incident is called (`S004-05`). https://docs.slack.dev/reference/methods/conversations.create
import type { Incident } from '../incident/record.ts';
import { slugWords } from '../slug-words.ts';

/** Slack refuses longer names. */
const LONGEST_NAME = 80;

/** What the runbook calls it: `#incident-20260301-brief-description`. */
const PATTERN = '#incident-{date}-{slug}';

/** The name for an incident by the policy's pattern, without `#`: lower case, digits, hyphens and underscores, at most 80 characters. The same every time. */
export function incidentChannelName(pattern: string | null, incident: Incident): string {
  const { declared, reported } = incident.milestones;
  const date = (declared ?? reported ?? '').slice(0, 10).replaceAll('-', '');
  const plain = (pattern ?? PATTERN).replace(/^#/, '');
  const rest = plain.replaceAll('{date}', date).replaceAll('{number}', String(incident.issue.number));
  const room = LONGEST_NAME - rest.replace('{slug}', '').length;
  const words = slugWords(incident.summary, room);
  return slugWords(rest.replaceAll('{slug}', words), LONGEST_NAME);
}

// What was learned, for those who were not there: the postmortem in a few lines, for a channel or a discussion (S003-38, S004-20).
import type { Incident } from '../incident/record.ts';
import { linkAddress } from '../markdown/address.ts';
import { inert } from '../markdown/inert.ts';
import { type Message, trusted } from '../messages.ts';
import { levelOf } from '../policy/find.ts';
import type { Policy } from '../policy/policy.ts';
import { postmortemTitle } from '../postmortem/names.ts';
import { minuteInUtc } from '../time.ts';
import { lengthOnClock } from './times.ts';

/** Action items that it names; the document has them all. */
const MOST_ITEMS = 10;

/** The document: its address, and the title that it has. `also`: channels that are told too, as people know them; absent: none. */
export type Shared = { readonly url: string; readonly title: string; readonly also?: readonly string[] };

/** It mentions nobody. Of a security incident give the record as it may be shown there. */
export function shareMessage(incident: Incident, policy: Policy, document: Shared): Message {
  const { milestones, cause, followUps } = incident;
  const from = milestones.started ?? milestones.declared;
  const to = milestones.mitigated ?? milestones.resolved;
  const open = followUps.filter(({ done }) => done === null);
  return {
    template: 'share',
    mentions: [],
    data: {
      document: trusted(`[${inert(document.title)}](${linkAddress(document.url)})`),
      number: incident.issue.number,
      summary: incident.summary,
      level: levelOf(policy, incident)?.name ?? incident.level,
      from: from === null ? null : trusted(minuteInUtc(from)),
      length: from === null || to === null ? null : trusted(lengthOnClock(policy, from, to)),
      impact: incident.impact,
      cause: cause?.text ?? null,
      items: open.slice(0, MOST_ITEMS).map(({ what, issue, owner, due }) => ({
        what,
        issue: issue === undefined ? null : trusted(`[#${issue.number}](${linkAddress(issue.url)})`),
        owner: owner === undefined ? null : trusted(owner.login),
        due: due === null ? null : trusted(due.slice(0, 10)),
      })),
      more: Math.max(0, open.length - MOST_ITEMS),
      done: followUps.length - open.length,
      also: (document.also ?? []).length === 0 ? null : (document.also ?? []).join(', '),
    },
  };
}

/** The same of the published document of the record; null where none is published. */
export function sharedMessage(incident: Incident, policy: Policy, also: readonly string[] = []): Message | null {
  const { published } = incident.postmortem ?? {};
  if (published === undefined) return null;
  return shareMessage(incident, policy, { url: published.url, title: postmortemTitle(incident, policy), also });
}

// How things were when the incident was declared, in one comment.
import type { Incident } from '../incident/record.ts';
import { linkAddress } from '../markdown/address.ts';
import { codeSpan } from '../markdown/quoted.ts';
import { type Message, type MessageData, type MessageValue, trusted } from '../messages.ts';
import type { EvidenceSeen, Sighting } from '../mitigation/evidence.ts';
import { minuteInUtc, type Timestamp } from '../time.ts';

const LONGEST = 150;
const TITLES = { commits: 'Commits', releases: 'Releases', deployments: 'Deployments', runs: 'Workflow runs' } as const;
const kinds = ['commits', 'releases', 'deployments', 'runs'] as const;

export function evidenceMessage(seen: EvidenceSeen, now: Timestamp): Message {
  return {
    template: 'evidence',
    mentions: [],
    data: {
      at: trusted(minuteInUtc(now)),
      lists: kinds.map((kind): MessageData => {
        const all = seen[kind];
        return {
          title: trusted(TITLES[kind]),
          unread: all === null,
          none: all?.length === 0,
          items: (all ?? []).map(item),
        };
      }),
    },
  };
}

function item({ name, text, by, state, at, url }: Sighting): MessageData {
  return {
    name: trusted(codeSpan(name.slice(0, LONGEST))),
    link: url === null ? null : trusted(linkAddress(url)),
    text: text === '' || text === name ? null : text.slice(0, LONGEST),
    by: by === null ? null : trusted(codeSpan(by)),
    state: state === null ? null : trusted(codeSpan(state)),
    at: trusted(minuteInUtc(at)),
  };
}

/** Where it is, for the card. `web`: the repository's address. */
export function evidenceOnCard({ evidence, issue, security }: Incident, web: string): MessageValue {
  if (evidence === undefined || (security && evidence.comment === null)) return null;
  const { at, comment } = evidence;
  const link = comment === null || web === '' ? null : `${web}/issues/${issue.number}#issuecomment-${comment}`;
  return { at: trusted(minuteInUtc(at)), link: link === null ? null : trusted(linkAddress(link)) };
}

// How things were when the incident was declared, in one comment.
import type { Incident } from '../incident/record.ts';
import { linkAddress } from '../markdown/address.ts';
import { codeSpan } from '../markdown/quoted.ts';
import { embedded, type Message, type MessageData, type MessageValue, trusted } from '../messages.ts';
import type { EvidenceSeen, Sighting } from '../mitigation/evidence.ts';
import { redacted } from '../mitigation/redact.ts';
import type { Policy } from '../policy/policy.ts';
import { minuteInUtc, type Timestamp } from '../time.ts';

const LONGEST = 150;
const TITLES = { commits: 'Commits', releases: 'Releases', deployments: 'Deployments', runs: 'Workflow runs' } as const;
const kinds = ['commits', 'releases', 'deployments', 'runs'] as const;

/** `probes`: what they said; null: they have not ended, or none are asked. */
export function evidenceMessage(
  seen: EvidenceSeen,
  { evidence }: Policy,
  now: Timestamp,
  probes: Message | null,
): Message {
  return {
    template: 'evidence',
    mentions: [],
    data: {
      at: trusted(minuteInUtc(now)),
      sources: [...evidence.sources],
      probes: probes === null ? null : embedded(probes),
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
    name: trusted(codeSpan(redacted(name).slice(0, LONGEST))),
    link: url === null ? null : trusted(linkAddress(url)),
    text: text === '' || text === name ? null : redacted(text).slice(0, LONGEST),
    by: by === null ? null : trusted(codeSpan(by)),
    state: state === null ? null : trusted(codeSpan(state)),
    at: trusted(minuteInUtc(at)),
  };
}

/** Where it is and how its probes ended, for the card. `web`: the repository's address. */
export function evidenceOnCard({ evidence, issue, security }: Incident, policy: Policy, web: string): MessageValue {
  if (evidence === undefined || evidence.untold === true || (security && evidence.comment === null)) return null;
  const { at, comment, probes = [] } = evidence;
  const link = comment === null || web === '' ? null : `${web}/issues/${issue.number}#issuecomment-${comment}`;
  return {
    at: trusted(minuteInUtc(at)),
    link: link === null ? null : trusted(linkAddress(link)),
    probes: probes.flatMap(({ id, ok }): readonly MessageData[] => {
      const probe = policy.evidence.probes.find((one) => one.id === id);
      if (probe === undefined) return [];
      return [{ mark: trusted(markOf(ok)), title: probe.title, says: ok === false ? probe.ifFails : null }];
    }),
  };
}

function markOf(ok: boolean | null): string {
  if (ok === null) return '❔';
  return ok ? '✅' : '❌';
}

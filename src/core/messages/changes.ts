// What changed, in words: on the card and in the answer to `/changes`.
import type { Changes, KeptSuspect } from '../incident/changes.ts';
import { codeSpan } from '../markdown/quoted.ts';
import { type Message, type MessageData, trusted } from '../messages.ts';
import type { Policy } from '../policy/policy.ts';
import { minuteInUtc } from '../time.ts';

/** The suspects with their reasons, or that none fits; what was not read; and the runbook's rule where one holds. */
export function changesMessage(
  { onset, considered, suspects, unread, rule, environment }: Changes,
  policy: Policy,
): Message {
  const says = policy.rollback.recommendWhen.find(({ id }) => id === rule)?.says ?? null;
  return {
    template: 'changes',
    mentions: [],
    data: {
      environment: trusted(codeSpan(environment)),
      onset: trusted(minuteInUtc(onset)),
      considered,
      several: considered !== 1,
      suspects: suspects.map(suspect),
      unread: unread.length === 0 ? null : trusted(unread.join(', ')),
      says,
    },
  };
}

function suspect({ kind, title, url, reasons }: KeptSuspect, index: number): MessageData {
  return {
    number: index + 1,
    title,
    link: url === null ? null : trusted(url),
    kind: trusted(KINDS[kind]),
    reasons: trusted(reasons.join('; ')),
  };
}

const KINDS: Readonly<Record<KeptSuspect['kind'], string>> = {
  deployment: '',
  pull: 'merged',
  release: 'release',
  run: 'workflow',
  configuration: 'configuration',
};

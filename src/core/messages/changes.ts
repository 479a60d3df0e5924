// What changed, in words: on the card and in the answer to `/changes`.
import type { Changes, KeptSuspect, KeptVersion } from '../incident/changes.ts';
import { linkAddress } from '../markdown/address.ts';
import { codeSpan } from '../markdown/quoted.ts';
import { type Message, type MessageData, trusted } from '../messages.ts';
import { rulesForPeople } from '../mitigation/rollback-rule.ts';
import type { Policy } from '../policy/policy.ts';
import { minuteInUtc } from '../time.ts';

/** The suspects with their reasons, or that none fits; what was not read; and the runbook's rule where one holds. */
export function changesMessage(changes: Changes, policy: Policy): Message {
  const { onset, considered, suspects, unread, cut, rule, environment, live, good } = changes;
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
      cut: cut === undefined ? null : trusted(cut.join(', ')),
      says,
      judge: says === null && good !== null ? rulesForPeople(policy).map((one) => one.says) : [],
      live: version(live),
      good: version(good),
    },
  };
}

function suspect({ kind, title, url, reasons }: KeptSuspect, index: number): MessageData {
  return {
    number: index + 1,
    title,
    link: url === null ? null : trusted(linkAddress(url)),
    kind: trusted(KINDS[kind]),
    reasons: trusted(reasons.join('; ')),
  };
}

/** The commit is in code: inert text would break it up, and in code it can be copied. */
function version(of: KeptVersion | null): MessageData | null {
  if (of === null) return null;
  const sha = of.sha.slice(0, 7);
  const name = of.ref === sha ? null : trusted(codeSpan(of.ref));
  return { name, sha: trusted(codeSpan(sha)), at: trusted(minuteInUtc(of.at)) };
}

const KINDS: Readonly<Record<KeptSuspect['kind'], string>> = {
  deployment: '',
  pull: 'merged',
  release: 'release',
  run: 'workflow',
  configuration: 'configuration',
};

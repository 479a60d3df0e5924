// What the card says of rotations that are not as the policy has them: somebody must know before the next page.
import type { Situation } from '../brain.ts';
import type { Incident } from '../incident/record.ts';
import { isOver } from '../incident/transitions.ts';
import { standingsOf } from '../oncall/standing.ts';
import { troublesInWords } from '../oncall/troubles.ts';
import type { Policy } from '../policy/policy.ts';
import type { Timestamp } from '../time.ts';
import { accountsOnCall, knownOf, whoIsShutOut } from './on-call.ts';

/** None once it is over: nobody is paged any more. */
export function onCallNotices({ status }: Incident, { policy, facts, now }: Situation): Incident['notices'] {
  if (isOver(status)) return [];
  const troubles = standingsOf(policy, now, knownOf(facts)).flatMap((standing) =>
    troublesInWords(standing).map((text, index) => ({ key: `on-call-${standing.rotation.id}-${index}`, text })),
  );
  return [...troubles, ...shutOut(policy, facts, now)];
}

/** Of rotations the card says it already. */
function shutOut(policy: Policy, facts: Situation['facts'], now: Timestamp): Incident['notices'] {
  const onCall = accountsOnCall(policy, now);
  const names = whoIsShutOut(facts).filter((login) => !onCall.includes(login));
  if (names.length === 0) return [];
  const text = `${names.join(', ')} may not read this repository, so a mention would tell them nothing: they are passed over. Give them access, or name others under people in .github/firebreak.yml.`;
  return [{ key: 'cannot-read', text }];
}

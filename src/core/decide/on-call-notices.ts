// What the card says of rotations that are not as the policy has them: somebody must know before the next page.
import type { Situation } from '../brain.ts';
import type { Incident } from '../incident/record.ts';
import { isOver } from '../incident/transitions.ts';
import { standingsOf } from '../oncall/standing.ts';
import { troublesInWords } from '../oncall/troubles.ts';
import { knownOf } from './on-call.ts';

/** None once it is over: nobody is paged any more. */
export function onCallNotices({ status }: Incident, { policy, facts, now }: Situation): Incident['notices'] {
  if (isOver(status)) return [];
  return standingsOf(policy, now, knownOf(facts)).flatMap((standing) =>
    troublesInWords(standing).map((text, index) => ({ key: `on-call-${standing.rotation.id}-${index}`, text })),
  );
}

// E29 and E30: a waiver has a reason, names a rule, and waives something. What E30 is about is known only when all other rules have spoken (`waived.ts`).
import { bare } from '../places.ts';
import type { Found, Rule, Subject } from '../rule.ts';

export const waiverReason: Rule = {
  code: 'E29',
  level: 'E',
  says: 'A waiver says why.',
  because: 'Whoever reads it later must be able to see whether that still holds.',
  bad: '<!-- lint-ok E12 -->',
  good: '<!-- lint-ok E12: a log line, as it was printed -->',
  source: 'incident-anchors E.2',
  check: checkReason,
};

/** A reason has a word in it. */
export function hasReason(reason: string): boolean {
  return /\p{L}{2}/u.test(reason);
}

function* checkReason({ document }: Subject): Iterable<Found> {
  for (const waiver of document.waivers)
    if (!hasReason(waiver.reason))
      yield {
        ...bare(waiver),
        message: `This waiver has no reason, so it waives nothing. Write one: \`<!-- lint-ok ${waiver.rule || 'E12'}: why -->\`.`,
      };
}

export const unusedWaiver: Rule = {
  code: 'E30',
  level: 'W',
  says: 'A waiver waives something, on its own line or on the next one.',
  because: 'One that is left over would hide what is written there later.',
  bad: '<!-- lint-ok E12: quoted --> above a line that nobody minds',
  good: 'no waiver where there is nothing to waive',
  source: 'this project',
  check: () => [],
};

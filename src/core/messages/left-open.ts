// What earlier incidents that are like this one left open, on its card.
import type { Incident } from '../incident/record.ts';
import { type MessageValue, trusted } from '../messages.ts';
import { minuteInUtc } from '../time.ts';

/** Null where there is nothing. In what they are alike and what is to be done are people's words. */
export function leftOpenOnCard({ leftOpen = [] }: Incident): MessageValue {
  if (leftOpen.length === 0) return null;
  return leftOpen.map(({ number, why, items, more = 0 }) => ({
    number,
    why: why.join(', '),
    items: items.map(({ what, issue, due }) => ({
      what,
      issue: issue === null ? null : trusted(`#${issue}`),
      due: due === null ? null : trusted(minuteInUtc(due)),
    })),
    more,
  }));
}

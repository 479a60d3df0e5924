// A drill as it is opened: the title that makes it one, and what its description says.
import { DRILL_MARK } from '../incident/drill-title.ts';
import { printTitle } from '../incident/title.ts';
import { type Message, trusted } from '../messages.ts';
import { type Timestamp, toSecond } from '../time.ts';

/** What is practised where nobody says it. */
const PRACTICE = 'Practice: production is down';

/** The title in the common format, which every policy reads. */
export function drillTitle(level: string, what: string | null): string {
  return printTitle(
    level,
    what === null || what.trim() === '' ? PRACTICE : what,
    `${DRILL_MARK} [INCIDENT {level}] {summary}`,
  );
}

/** Who asked for it, and in which incident's thread; `number` null: on the command line. */
export function drillMessage(now: Timestamp, by: string | null, number: number | null): Message {
  return {
    template: 'drill',
    mentions: [],
    data: { started: trusted(toSecond(now)), by: by === null ? null : trusted(by), number },
  };
}

// Whether what a record says of times can be reckoned with: a card without a signature, or a file, may say anything.
import type { Incident } from '../incident/record.ts';
import { timestamp } from '../time.ts';

/** The first time of a record that is no instant; null where all are. */
export function badInstant({
  milestones,
  timeline,
  ladder,
  operations = [],
  hotfixes = [],
  ...record
}: Incident): string | null {
  const owed = [...record.followUps, ...record.backfills, ...record.temporaryFixes];
  const all = [
    ...Object.values(milestones),
    ...timeline.map(({ at }) => at),
    ...[ladder.since, ladder.answered, ...Object.values(ladder.at)],
    ...owed.flatMap(({ due, done }) => [due, done]),
    ...operations.map(({ at }) => at),
    ...hotfixes.flatMap(({ merged, live }) => [merged?.at, live]),
  ];
  return all.find((at) => at != null && !isInstant(at)) ?? null;
}

/** Whether a text is an instant. */
export function isInstant(text: string): boolean {
  try {
    timestamp(text);
    return true;
  } catch {
    return false;
  }
}

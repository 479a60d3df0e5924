// Pages that GitHub refused for good, on the record of their incident, and their words.
import { compare, type Timestamp } from '../time.ts';
import type { Incident } from './record.ts';
import { toldNobody } from './told-nobody.ts';

export type RefusedPage = NonNullable<Incident['refusedPages']>[number];

/** By its key: whom it was for, what GitHub said, and the titles of the channels that have it instead. */
export type Refused = {
  readonly page: string;
  readonly whom: readonly string[];
  readonly why: string;
  readonly by: readonly string[];
  /** Steps of the ladder that it took; absent: none. */
  readonly steps?: readonly string[];
};

/** Refused pages that are kept, and of each whom it was for, at most; the newest are. */
const MOST_REFUSED = 10;
const MOST_WHOM = 5;

/** Longest of GitHub's words that are kept. */
const LONGEST_WHY = 100;

/** As it is kept. */
export function refusedPage({ page, whom, why, by, steps = [] }: Refused, at: Timestamp): RefusedPage {
  const said = [...why.replace(/\s+/g, ' ')];
  const short = said.length <= LONGEST_WHY ? said.join('') : `${said.slice(0, LONGEST_WHY - 1).join('')}…`;
  const taken = steps.length === 0 ? {} : { steps: [...steps] };
  return { page, at, whom: whom.slice(0, MOST_WHOM), why: short, by: [...by], ...taken };
}

/** The incident with a further one; the oldest make room. One that no channel has either has proved nothing. */
export function withRefusedPage(incident: Incident, refused: RefusedPage): Incident {
  const kept = { ...incident, refusedPages: [...(incident.refusedPages ?? []), refused].slice(-MOST_REFUSED) };
  const at = refused.steps?.map((key) => incident.ladder.at[key]).find((instant) => instant !== undefined);
  return at === undefined || refused.by.length > 0 ? kept : toldNobody(kept, refused.whom, at);
}

/** Whether a step's last page was refused and no channel has it: whoever it was for knows nothing. */
export function isStepRefused({ refusedPages = [], ladder }: Incident, key: string): boolean {
  const told = ladder.at[key];
  return refusedPages.some(
    ({ steps = [], by, at }) => by.length === 0 && steps.includes(key) && told !== undefined && compare(at, told) >= 0,
  );
}

/** Those that nobody has acknowledged since. */
export function openRefusals({ refusedPages = [], ladder: { answered } }: Incident): readonly RefusedPage[] {
  return refusedPages.filter(({ at }) => answered === null || compare(answered, at) < 0);
}

/** That GitHub refused a page, whom it was for, and who has it instead. What GitHub said stands last: it is the only word that is not ours. */
export function refusedInWords({ whom, why, by }: RefusedPage): string {
  const page =
    whom.length === 0 ? 'the page' : `the page to ${whom.map((handle) => handle.replace(/^@/, '')).join(', ')}`;
  const instead =
    by.length === 0 ? 'and no other channel could be reached' : `which goes out by ${by.join(' and ')} instead`;
  return `GitHub refused ${page}, ${instead}: ${why}`;
}

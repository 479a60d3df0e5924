// How many checks that no rule asks for are posted: so that they can be chosen in the rules, and never so many that a freeze or a card waits for them.
import { isDue, plus, type Timestamp } from '../../core/time.ts';
import type { Clock } from './clock.ts';

/** Of the 500 writes that GitHub takes in an hour. */
const AN_HOUR = 60;

/** `may`: counts one, where there is room. */
export type Courtesy = { readonly may: (installationId: number) => boolean };

/** In the memory of one process, for each installation. */
export function createCourtesy(clock: Clock): Courtesy {
  const made = new Map<number, readonly Timestamp[]>();
  return {
    may: (installationId) => {
      const now = clock.now();
      const lately = (made.get(installationId) ?? []).filter((at) => !isDue(plus(at, 'PT1H'), now));
      const may = lately.length < AN_HOUR;
      made.set(installationId, may ? [...lately, now] : lately);
      return may;
    },
  };
}

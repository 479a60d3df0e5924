// What a verification checks and what came of it: on the card, and in the comment that says how it ended.
import type { CheckMade, Operation } from '../incident/operation.ts';
import { linkAddress } from '../markdown/address.ts';
import { codeSpan } from '../markdown/quoted.ts';
import { type Message, type MessageData, type MessageValue, trusted } from '../messages.ts';
import { minuteInUtc } from '../time.ts';
import { STATES } from './operation-words.ts';

export type VerifiedWords = {
  readonly to: string | null;
  readonly watchedUntil: string | null;
  readonly held: readonly string[];
  /** The window began anew because something failed. */
  readonly isAnew: boolean;
  /** What only people look at. */
  readonly byPeople: readonly { readonly text: string }[];
};

const MARKS: Readonly<Record<NonNullable<CheckMade['result']>, string>> = {
  passed: '✅ passed',
  failed: '❌ **failed**',
  unknown: '❔ not checked',
};

/** Each check with its result, in the order of the policy; null where there is none. */
export function checksShown({ checks = [] }: Operation): MessageValue {
  if (checks.length === 0 || checks.every(({ result }) => result === null)) return null;
  return checks.map(({ text, result, says }) => ({
    text,
    mark: result === null ? null : trusted(`${MARKS[result]}${says === undefined ? '' : ` (${says})`}`),
  }));
}

/** How it ended, for whoever asked for it. */
export function verifiedMessage(one: Operation, words: VerifiedWords): Message {
  const { to, watchedUntil, held, isAnew, byPeople } = words;
  return {
    template: 'verification',
    mentions: to === null ? [] : [`@${to}`],
    data: {
      to: to === null ? null : trusted(`@${to}`),
      environment: trusted(codeSpan(one.environment ?? '')),
      outcome: trusted(outcomeOf(one)),
      link: one.run === null ? null : trusted(linkAddress(one.run.url)),
      checks: checksShown(one),
      refused: one.state === 'refused',
      lost: one.state === 'lost',
      step: one.step,
      app: one.byApp === true,
      workflow: trusted(codeSpan(one.workflow)),
      watchedUntil: watchedUntil === null ? null : trusted(minuteInUtc(watchedUntil)),
      anew: isAnew,
      held: [...held],
      byPeople: byPeople.map(({ text }): MessageData => ({ text })),
    },
  };
}

function outcomeOf({ state, byApp, checks = [] }: Operation): string {
  if (state === 'lost' && byApp === true) return 'nobody knows';
  if (state !== 'succeeded' && state !== 'failed') return STATES[state];
  if (state === 'failed' || checks.some(({ result }) => result === 'failed')) return 'failed';
  return checks.every(({ result }) => result === 'passed') ? 'passed' : 'nothing failed, not everything was checked';
}

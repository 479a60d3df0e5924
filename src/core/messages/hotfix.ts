// A hotfix in words: what its pull request begins with, what whoever asked for it is told, and its rows on the card.
import type { Changes } from '../incident/changes.ts';
import { type Hotfix, pendingHotfixes } from '../incident/hotfix.ts';
import type { Incident } from '../incident/record.ts';
import { linkAddress } from '../markdown/address.ts';
import { inert } from '../markdown/inert.ts';
import { codeSpan } from '../markdown/quoted.ts';
import { type Message, type MessageValue, trusted } from '../messages.ts';
import type { Policy } from '../policy/policy.ts';
import { minuteInUtc } from '../time.ts';
import type { Ended } from './operation.ts';

/** The text of a new pull request: what is known, and what its author answers before it is reviewed (`S000-44`, `S002-27`). */
export function pullMessage(incident: Incident, { why }: Hotfix, { hotfix }: Policy): Message {
  const { number } = incident.issue;
  return {
    template: 'hotfix-pull',
    mentions: [],
    data: {
      refs: trusted(inert(hotfix.body).replaceAll('{number}', String(number))),
      number,
      why,
      rollback: rollbackTo(incident.changes),
      requires: [...hotfix.requires],
      steps: [...hotfix.steps],
      lines: hotfix.maxChangedLines,
    },
  };
}

/** What is live now is what the hotfix is taken back to. */
function rollbackTo(changes: Changes | undefined): MessageValue {
  const version = changes?.live ?? changes?.good ?? null;
  if (changes === undefined || version === null) return null;
  return {
    environment: trusted(codeSpan(changes.environment)),
    version: trusted(codeSpan(version.sha.slice(0, 7))),
    at: trusted(minuteInUtc(version.at)),
  };
}

/** What became of it. `to`: who is told; null: nobody by name. */
export type HotfixTold =
  | { readonly is: 'opened' | 'adopted'; readonly branch: string }
  | { readonly is: 'refused'; readonly why: string }
  | { readonly is: 'review'; readonly whom: readonly string[] }
  | { readonly is: 'unmerged'; readonly why: string }
  | { readonly is: 'ready' }
  /** At the end of the merge queue. */
  | { readonly is: 'behind' }
  | {
      readonly is: 'merged';
      readonly sha: string;
      /** Who merged it though its gate did not pass, empty where that is not known; null: it passed. */
      readonly past: string | null;
      readonly backfill: string | null;
      readonly environment: string;
      /** GitHub tells what is live there. */
      readonly isFollowed: boolean;
    }
  | ({ readonly is: 'live'; readonly environment: string } & Pick<Ended, 'watchedUntil' | 'held' | 'isVerified'>)
  | { readonly is: 'closed' };

/** For whoever asked for it, or reviews it. */
export function hotfixMessage({ pull, branch }: Hotfix, told: HotfixTold, to: readonly string[]): Message {
  const link = pull === null ? null : trusted(`[#${pull.number}](${linkAddress(pull.url)})`);
  return {
    template: 'hotfix',
    mentions: [...to],
    data: {
      [told.is]: true,
      to: to.length === 0 ? null : trusted(to.join(' ')),
      link,
      branch: trusted(branch),
      why: 'why' in told ? told.why : null,
      ...(told.is === 'merged'
        ? {
            sha: trusted(codeSpan(told.sha.slice(0, 7))),
            past: told.past !== null,
            by: told.past === null || told.past === '' ? null : trusted(codeSpan(told.past)),
            backfill: told.backfill === null ? null : trusted(told.backfill),
            environment: trusted(codeSpan(told.environment)),
            followed: told.isFollowed,
          }
        : {}),
      ...(told.is === 'live' ? whatFollows(told) : {}),
    },
  };
}

function whatFollows({ environment, watchedUntil, held, isVerified }: HotfixTold & { is: 'live' }) {
  return {
    environment: trusted(codeSpan(environment)),
    verified: isVerified === true,
    watchedUntil: watchedUntil === null ? null : trusted(minuteInUtc(watchedUntil)),
    held: [...held],
  };
}

/** Most that a row of the card says of what it waits for. */
const MOST_WAITS = 3;

/** Its rows on the card, while it is under way and until it is live; null where there is none. */
export function hotfixesOnCard(incident: Incident): MessageValue {
  const { hotfixes = [], offered = [] } = incident;
  const shown = hotfixes.filter(
    ({ state, live }) => state === 'open' || state === 'asked' || (state === 'merged' && live === undefined),
  );
  const isOffered = offered.filter(() => pendingHotfixes(incident).length < 3);
  if (shown.length === 0 && isOffered.length === 0) return null;
  return {
    rows: shown.map((one) => ({
      name:
        one.pull === null
          ? trusted(codeSpan(one.branch))
          : trusted(`[#${one.pull.number}](${linkAddress(one.pull.url)})`),
      state: trusted(stateOf(one)),
      waits: (one.judged?.waits ?? [])
        .slice(0, MOST_WAITS)
        .map(({ what, who }) => trusted(who === null ? what : `${what} (${who})`)),
      more: Math.max(0, (one.judged?.open ?? 0) - Math.min(MOST_WAITS, one.judged?.waits.length ?? 0)),
    })),
    offered: isOffered.length === 0 ? null : trusted(isOffered.map((number) => `#${number}`).join(', ')),
    first: isOffered[0] ?? null,
  };
}

function stateOf({ state, judged, merged }: Hotfix): string {
  if (state === 'asked') return 'is being opened';
  if (state === 'merged') return `merged as ${codeSpan(merged?.sha.slice(0, 7) ?? '')}, not seen live yet`;
  if (judged === undefined) return 'is open, its gate has not been looked at yet';
  if (judged.unmerged !== undefined) return `everything holds, and GitHub does not merge it: ${inert(judged.unmerged)}`;
  if (judged.behind === true)
    return 'everything holds: it waits at the end of the merge queue, which the app may not jump';
  if (judged.conclusion === 'success') return 'everything holds: it may be merged';
  return judged.conclusion === 'failure' ? 'does not pass its gate' : 'waits';
}

// A freeze in words: on the card, in the comment that says what is released, in the check that holds a pull request, and in the answer to a deployment.
import { type Freeze, type FreezeEnd, type Held, holdingFreeze } from '../incident/freeze.ts';
import type { Incident } from '../incident/record.ts';
import { isActive } from '../incident/transitions.ts';
import { linkAddress } from '../markdown/address.ts';
import { inert } from '../markdown/inert.ts';
import { codeSpan } from '../markdown/quoted.ts';
import { type Message, type MessageValue, trusted } from '../messages.ts';
import { minuteInUtc } from '../time.ts';

/** Most pull requests that are named; the others are counted. */
export const MOST_SHOWN = 10;

/** The row of the card while it holds, and what became of it while the incident goes on; null otherwise. */
export function freezeOnCard(incident: Incident): MessageValue {
  const { freeze } = incident;
  if (freeze === undefined || !isActive(incident.status)) return null;
  const holds = holdingFreeze(incident) !== null;
  const { ended, held, told } = freeze;
  const by = freeze.by === null ? 'by the policy' : `by ${inert(freeze.by)}`;
  const on = told === undefined || told.on === null ? '' : `; #${told.on} freezes on`;
  return {
    state: trusted(
      ended === undefined
        ? `merges and deployments are held until ${minuteInUtc(freeze.until)}, ${by}`
        : `${CARD_ENDS[ended.why]} at ${minuteInUtc(ended.at)}${ended.by === null ? '' : ` by ${inert(ended.by)}`}${on}`,
    ),
    because: ended === undefined ? freeze.because : ended.reason,
    held: holds && held !== undefined ? trusted(pullsInWords(held)) : null,
    refused: holds && freeze.refused !== undefined ? trusted(refusedInWords(freeze)) : null,
  };
}

const CARD_ENDS: Readonly<Record<FreezeEnd, string>> = {
  lifted: 'lifted',
  limit: 'ended by its time limit',
  over: 'ended with the incident',
  level: 'ended with the severity',
};

/** Pull requests by number: GitHub shows their titles. */
function pullsInWords({ pulls, shown }: Held): string {
  if (pulls === 0) return 'no pull request';
  const named = shown.slice(0, MOST_SHOWN).map((number) => `#${number}`);
  const more = pulls > named.length ? ` and ${pulls - named.length} more` : '';
  return `${pulls} ${pulls === 1 ? 'pull request' : 'pull requests'} (${named.join(', ')}${more})`;
}

function refusedInWords({ deployments = [], refused = 0 }: Freeze): string {
  const links = deployments.map(
    ({ environment, url, run }) => `[${run}](${linkAddress(url)}) to ${codeSpan(environment)}`,
  );
  const more = refused > links.length ? ` and ${refused - links.length} more` : '';
  return `${refused} ${refused === 1 ? 'deployment' : 'deployments'} refused (${links.join(', ')}${more})`;
}

/** The one comment at its end. `released`: what was let go just now, where nothing had been counted. */
export function freezeMessage(freeze: Freeze, ended: NonNullable<Freeze['ended']>, released: Held): Message {
  const held = freeze.held !== undefined && freeze.held.pulls > 0 ? freeze.held : released;
  return {
    template: 'freeze',
    mentions: [],
    data: {
      why: trusted(ended.by === null ? COMMENT_ENDS[ended.why] : `lifted by ${inert(ended.by)}`),
      reason: ended.reason,
      pulls: held.pulls === 0 ? null : trusted(pullsInWords(held)),
      many: held.pulls > 1,
      deployments: (freeze.deployments ?? []).map(({ environment, run, url }) => ({
        environment: trusted(codeSpan(environment)),
        link: trusted(`[run ${run}](${linkAddress(url)})`),
      })),
      more: Math.max(0, (freeze.refused ?? 0) - (freeze.deployments?.length ?? 0)),
    },
  };
}

const COMMENT_ENDS: Readonly<Record<FreezeEnd, string>> = {
  lifted: 'lifted',
  limit: 'its time is up',
  over: 'the incident is over',
  level: 'the severity does not freeze any more',
};

/** What the check says: never what somebody wrote in the incident. `number` is the incident that froze first; null: nothing is held. */
export function freezeCheckText(
  frozen: { readonly number: number; readonly since: string; readonly lifts: string } | null,
): { readonly title: string; readonly summary: string } {
  if (frozen === null) return { title: 'Not frozen', summary: 'No incident holds merges into this branch.' };
  const { number, since, lifts } = frozen;
  const who = lifts === '' ? '' : ` Who may do so: ${inert(lifts)}.`;
  return {
    title: `Held while incident #${number} is open`,
    summary: `Merges are held since ${minuteInUtc(since)} by incident #${number}. This check passes by itself when the freeze ends; nothing has to be pushed or run again. \`/unfreeze\`, commented there, ends it.${who}`,
  };
}

/** The answer to a deployment that GitHub asks about, at most 1,024 characters. `number` null: nothing is frozen. */
export function deploymentAnswer(number: number | null, isExempt: boolean): string {
  if (number === null) return 'No incident freezes deployments.';
  if (isExempt) return `Part of the response to incident #${number}, by its record.`;
  return `Frozen by incident #${number}. Run it again when that is over, or when somebody comments /unfreeze there.`;
}

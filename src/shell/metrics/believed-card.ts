// The record of an issue, from whichever of its comments is its status card.
import type { LiveComment } from '../../core/facts.ts';
import type { Incident } from '../../core/incident/record.ts';
import { badInstant } from '../../core/metrics/instants.ts';
import type { IncidentIssue } from '../github/past/incidents.ts';
import type { Opened } from '../render/block.ts';
import { readCard } from '../render/read-card.ts';

/** `key` is the app's signing key, null: cards are taken unsigned. `app` is the login of the account that the app comments by, null: any bot. */
export type Trust = { readonly key: string | null; readonly app: string | null };

export type Found = { readonly record: Incident } | { readonly why: string };

/** The newest that is believed; else why there is none, in words without a full stop. */
export function believedCard({ issue, cards }: IncidentIssue, { key, app }: Trust): Found {
  const own = cards.filter(
    ({ author }) => author !== null && (app === null ? author.bot : isCalled(author.login, app)),
  );
  if (own.length === 0) return { why: cards.length === 0 ? 'it has no status card' : 'its card is not the app’s' };
  const read = own.flatMap((card) => {
    const author = card.author?.id ?? 0;
    const opened = readCard(card, issue, [author], key);
    return [{ author, opened: opened.ok && isByHand(card) ? putBack : opened }];
  });
  const opened = read.flatMap(({ author, opened: one }) => (one.ok ? [{ author, record: one.incident }] : []));
  // A signature tells which is the app's; without one two bots cannot be told apart.
  if (key === null && new Set(opened.map(({ author }) => author)).size > 1)
    return { why: 'several bots have a card in it; name the one to believe with --app' };
  const [newest] = opened.toSorted((a, b) => b.record.revision - a.record.revision);
  if (newest !== undefined) {
    const bad = badInstant(newest.record);
    return bad === null ? { record: newest.record } : { why: `its card cannot be read: “${bad}” is no instant` };
  }
  const [first] = read.flatMap(({ opened: one }) => (one.ok ? [] : [one.why]));
  return { why: `its card cannot be read: ${first ?? 'nobody knows why'}` };
}

const putBack: Opened = { ok: false, why: 'no bot edited it last, and it may be an older one that was put back' };

/** Either host of an incident, the app and a run, edits the card of the other; a person's edit can put an older text back, signed as it is. */
function isByHand({ edited, editor }: LiveComment): boolean {
  return edited && editor?.bot !== true;
}

function isCalled(login: string, wanted: string): boolean {
  const bare = (name: string) => name.toLowerCase().replace(/\[bot\]$/, '');
  return bare(login) === bare(wanted);
}

// The records of the incidents that pull requests may belong to, each from a card that may be believed.

import { hotfixByHand } from '../../src/core/hotfix/by-hand.ts';
import type { KeptRecord, Records } from '../../src/core/hotfix/gates-of.ts';
import { issuesNamedIn } from '../../src/core/hotfix/named-issues.ts';
import { badInstant } from '../../src/core/metrics/instants.ts';
import type { Policy } from '../../src/core/policy/policy.ts';
import type { Client } from '../../src/shell/github/client.ts';
import { type IncidentIssue, incidentIssues } from '../../src/shell/github/past/incidents.ts';
import { incidentsNamed } from '../../src/shell/github/proposal/incidents-named.ts';
import type { PullSeen } from '../../src/shell/github/token/pulls-named.ts';
import { isLastByOurs, readCard } from '../../src/shell/render/read-card.ts';
import type { Place } from '../host/runner.ts';

/** `self`: the account of the token, by which workflow runs comment. `bots`: other accounts whose cards are believed. */
export type Trust = { readonly self: number; readonly bots: readonly number[]; readonly key: string | null };

/** `doubted`: open incidents with a card of some bot that is not believed. */
export type RecordsSeen = Records & { readonly doubted: readonly number[] };

/** Issues that are looked up since a pull request names them, beside the incidents that are open. */
const MOST_NAMED = 20;

/** Open incidents all, a request for twenty; others where a pull request names them, one request. */
export async function recordsFor(
  client: Client,
  place: Place,
  pulls: readonly PullSeen[],
  policy: Policy,
  trust: Trust,
): Promise<RecordsSeen> {
  const open: IncidentIssue[] = [];
  for await (const page of incidentIssues(client, place, { open: true })) open.push(...page);
  const isOpen = new Set(open.map(({ issue }) => issue.number));
  const named = [...new Set(pulls.flatMap((pull) => numbersIn(pull, policy)))].filter((number) => !isOpen.has(number));
  const asked = named.slice(0, MOST_NAMED);
  const others = asked.length === 0 ? [] : [...(await incidentsNamed(client, place, asked)).values()];
  const incidents = others.filter((issue) => issue !== null).filter(isIncident);
  const kept = [...open, ...incidents].map((issue) => ({ issue, record: believed(issue, trust) }));
  const unread = kept.filter(({ record }) => record === null).map(({ issue }) => issue);
  return {
    kept: kept.flatMap(({ record }) => record ?? []),
    unread: new Set(unread.map(({ issue }) => issue.number)),
    doubted: unread.filter(hasBotCard).map(({ issue }) => issue.number),
  };
}

function numbersIn(pull: PullSeen, policy: Policy): readonly number[] {
  const byHand = hotfixByHand(pull, policy);
  const said = issuesNamedIn(pull.body, pull.repository).map(({ number }) => number);
  return [...(byHand === null ? [] : [byHand.incident]), ...pull.parents, ...said];
}

function isIncident({ labels, cards }: IncidentIssue): boolean {
  return labels.includes('incident') || cards.length > 0;
}

function hasBotCard({ cards }: IncidentIssue): boolean {
  return cards.some(({ author }) => author?.bot === true);
}

/** The newest record of those that may be believed; null: there is none. */
function believed({ issue, cards }: IncidentIssue, { self, bots, key }: Trust): KeptRecord | null {
  const trusted = [self, ...bots];
  const read = cards.flatMap((card): readonly KeptRecord[] => {
    const opened = readCard(card, issue, trusted, key);
    return opened.ok && isLastByOurs(card, trusted)
      ? [{ record: opened.incident, lane: card.author?.id !== self }]
      : [];
  });
  const [newest] = read.toSorted((a, b) => b.record.revision - a.record.revision);
  return newest === undefined || badInstant(newest.record) !== null ? null : newest;
}

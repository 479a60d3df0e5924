// Everything that GitHub knows of the issues that are to become records.
import type { PastIssue, PastPull, SeenCard } from '../../core/backdate/past-issue.ts';
import type { Client } from '../github/client.ts';
import { type LabelledIssue, labelledIssues, labelledPulls } from '../github/past/labelled.ts';
import type { Place } from '../github/past/pages.ts';
import type { Say } from '../github/token-client.ts';
import { believedCard, type Trust } from '../metrics/believed-card.ts';

export type ReadPast = { readonly issues: readonly PastIssue[]; readonly pulls: readonly PastPull[] };

/** All with one of the labels. Throws what the client throws, and `GitHubRefused` where the repository may not be read. */
export async function readPast(
  client: Client,
  place: Place,
  labels: readonly string[],
  { say, ...trust }: Trust & { readonly say: Say },
): Promise<ReadPast> {
  const issues: PastIssue[] = [];
  for await (const page of labelledIssues(client, place, labels)) {
    for (const { cards, ...rest } of page) issues.push({ ...rest, card: cardOf({ cards, ...rest }, trust) });
    say(`${issues.length} issues read.`);
  }
  return { issues, pulls: await labelledPulls(client, place, labels) };
}

/** What a person wrote is no card, whatever it says. */
function cardOf({ issue, live, cards }: LabelledIssue, trust: Trust): SeenCard {
  const byBots = cards.filter(({ author }) => author?.bot === true);
  if (byBots.length === 0) return { is: 'none' };
  const found = believedCard({ issue, labels: live.labels.map(({ name }) => name), cards: byBots }, trust);
  return 'record' in found ? { is: 'ours', record: found.record } : { is: 'doubtful', why: found.why };
}

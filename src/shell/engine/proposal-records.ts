// What the records say to the lint of a postmortem: the working copies, and where there is none the status card of the issue.
import { withoutDetails } from '../../core/incident/discreet.ts';
import { Incident } from '../../core/incident/record.ts';
import type { Place } from '../github/freeze/port.ts';
import { GitHubRefused } from '../github/port.ts';
import { isNoIncident } from '../github/proposal/incidents-named.ts';
import type { ProposalGateway } from '../github/proposal/port.ts';
import type { Database } from './database/database.ts';
import type { ReadCard } from './parts.ts';

/** `none`: the number leads to no incident. `unread`: nothing is known of it. */
export type RecordSeen = Incident | 'none' | 'unread';

export type RecordParts = {
  readonly database: Database;
  readonly readCard: ReadCard;
  /** Accounts whose cards may be believed. */
  readonly botIds: () => Promise<readonly number[]>;
};

/** Where a postmortem is, and whether only some may read there: of a security incident others read no details. */
export type Where = Place & { readonly repositoryId: number; readonly isPrivate: boolean };

/** The records of these incidents, and those of the others of the repository that left something open. One request at most. */
export async function recordsFor(
  parts: RecordParts,
  gateway: ProposalGateway,
  where: Where,
  numbers: readonly number[],
): Promise<{ readonly named: ReadonlyMap<number, RecordSeen>; readonly others: readonly Incident[] }> {
  const all = await workingCopies(parts.database, where, numbers);
  const known = new Map<number, RecordSeen>(all.map((one) => [one.issue.number, one]));
  const missing = numbers.filter((number) => !known.has(number));
  const found = missing.length === 0 ? [] : await fromCards(parts, gateway, where, missing);
  return { named: new Map([...known, ...found]), others: all };
}

async function workingCopies(database: Database, where: Where, numbers: readonly number[]) {
  const sql = `SELECT record FROM firebreak.incidents WHERE repository_id = $1 AND record IS NOT NULL
    AND ((record->'issue'->>'number')::int IN (SELECT jsonb_array_elements_text($2::text::jsonb)::int)
      OR record->'followUps' @> '[{"done":null}]')`;
  const { rows } = await database.query<{ record: unknown }>(sql, [where.repositoryId, JSON.stringify(numbers)]);
  return rows.map(({ record }) => asShownIn(where, Incident.parse(record)));
}

/** A number that the app cannot ask for is not known; it is no reason to judge nothing. */
async function fromCards(
  { readCard, botIds }: RecordParts,
  gateway: ProposalGateway,
  where: Where,
  numbers: readonly number[],
): Promise<readonly (readonly [number, RecordSeen])[]> {
  try {
    const issues = await gateway.incidents(where, numbers);
    const trusted = await botIds();
    return numbers.map((number) => {
      const issue = issues.get(number);
      if (issue === undefined) return [number, 'unread'] as const;
      if (issue === null || isNoIncident(issue)) return [number, 'none'] as const;
      const read = issue.cards.map((card) => readCard(card, issue.issue, trusted)).find(({ ok }) => ok);
      return [number, read?.ok === true ? asShownIn(where, read.incident) : 'unread'] as const;
    });
  } catch (error) {
    if (!(error instanceof GitHubRefused)) throw error;
    return [];
  }
}

/** As its card shows it there. */
function asShownIn({ isPrivate }: Where, incident: Incident): Incident {
  return incident.security && !isPrivate ? withoutDetails(incident) : incident;
}

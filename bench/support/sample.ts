// Sample incidents in the middle of their lives: records, the cards that carry them, and their rows in the database.

import { nextLook } from '../../src/core/clock/due.ts';
import { cardMessage } from '../../src/core/decide/card-message.ts';
import type { Incident, IssueRef } from '../../src/core/incident/record.ts';
import { builtIn } from '../../src/core/policy/policy-from.ts';
import { type Timestamp, timestamp } from '../../src/core/time.ts';
import { incidentKey } from '../../src/core/trigger.ts';
import type { Database } from '../../src/shell/engine/database/database.ts';
import { createRenderer } from '../../src/shell/render/renderer.ts';
import { acknowledged, after, aReport, declared, people, shipped } from '../../test/support/builders.ts';

export const signingKey = 'the key that signs the cards of the benchmark';
export const policy = builtIn(shipped.policies);
export const renderer = createRenderer({ signingKey, templates: shipped.messages });

export type Sample = {
  readonly installationId: number;
  readonly record: Incident;
  /** When the clock has something to say of it next. */
  readonly dueAt: Timestamp;
};

/** GitHub allows an installation 80 new texts a minute, and we keep to it: a benchmark that wants more needs more of them. */
export const INSTALLATIONS = 40;

/** Incident `index`, declared and acknowledged at an instant; spread over the installations, one repository each. */
export function sampleIncident(index: number, at: Timestamp, installations = INSTALLATIONS): Sample {
  const installationId = 1 + (index % installations);
  const issue: IssueRef = {
    repositoryId: 5000 + installationId,
    owner: 'acme',
    repo: `shop-${installationId}`,
    number: index + 1,
    nodeId: `I_${index + 1}`,
  };
  const card = { id: 700_000 + index, nodeId: `IC_card_${index + 1}` };
  const report = { ...aReport({ issue, reportedBy: people.responder, level: 'P0' }, policy), card };
  // It goes by the policy of the day, as the stub has it: what declarations of the tests keep is an empty one, by which nothing is ever due.
  const record: Incident = { ...after(after(report, at, declared), at, acknowledged), policy: null };
  const dueAt = nextLook(record, policy);
  if (dueAt === null) throw new Error('The sample incident has no clock: the built-in policy has changed.');
  return { installationId, record, dueAt };
}

/** An incident whose clock runs out at an instant. */
export function sampleDue(index: number, dueAt: Timestamp, installations = INSTALLATIONS): Sample {
  const probe = sampleIncident(index, dueAt, installations);
  const lead = Date.parse(probe.dueAt) - Date.parse(dueAt);
  return sampleIncident(index, instant(Date.parse(dueAt) - lead), installations);
}

/** Milliseconds since 1970 as an instant. */
export function instant(milliseconds: number): Timestamp {
  return timestamp(new Date(milliseconds).toISOString());
}

/** The text of the incident's card. */
export function cardOf({ record }: Sample): string {
  const message = cardMessage(record, policy, record.milestones.declared ?? instant(0), '');
  const { revision } = record;
  const ready = renderer.ready({ kind: 'card', key: `card/${revision}`, revision, message }, record);
  if (ready.kind !== 'card') throw new Error('A card renders as something else.');
  return ready.text;
}

const BATCH = 500;

/** Writes the working copies, as if the incidents had been declared here. */
export async function insertIncidents(database: Database, samples: readonly Sample[]): Promise<void> {
  const sql = `INSERT INTO firebreak.incidents
      (key, issue, repository_id, installation_id, record, revision, card_revision, open, due_at)
    SELECT key, record -> 'issue', (record -> 'issue' ->> 'repositoryId')::bigint, installation_id, record,
      (record ->> 'revision')::int, (record ->> 'revision')::int, true, due_at
    FROM jsonb_to_recordset($1::text::jsonb) AS given (key text, installation_id bigint, record jsonb, due_at timestamptz)`;
  for (let start = 0; start < samples.length; start += BATCH) {
    const rows = samples.slice(start, start + BATCH).map(({ record, installationId, dueAt }) => ({
      key: incidentKey(record.issue),
      installation_id: installationId,
      record,
      due_at: dueAt,
    }));
    await database.query(sql, [JSON.stringify(rows)]);
  }
}

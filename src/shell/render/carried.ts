// What of a record its card carries when all of it does not fit: ever less, least needed first, and never nothing.
import { fold } from '../../core/incident/fold.ts';
import type { Deadline, Incident } from '../../core/incident/record.ts';

/** Ever fewer and shorter timeline entries. The thread has them all. */
const folds = [
  [300, 500],
  [200, 300],
  [120, 200],
  [60, 120],
  [30, 80],
  [10, 40],
  [3, 20],
] as const;

/** A record that may be carried; `policyLost` when its policy's text is not in it any more though it was. */
export type Carried = { readonly record: Incident; readonly policyLost: boolean };

/**
 * The record, then without the ends of its checklist (the policy has them), then with ever less of its timeline, then without its policy's text, and
 * last with nothing but what the clocks and the next command need: an incident that cannot be saved is worse than all of that.
 */
export function* everLess(record: Incident): Generator<Carried> {
  yield { record: fold(record), policyLost: false };
  const lean = withItems(record, 60);
  for (const [entries, longest] of folds) yield { record: fold(lean, entries, longest), policyLost: false };
  const policyLost = (record.policy?.written ?? null) !== null;
  const free = withoutPolicy(lean);
  for (const [entries, longest] of folds) yield { record: fold(free, entries, longest), policyLost };
  yield { record: bare(free), policyLost };
}

function withItems(record: Incident, longest: number): Incident {
  const checklist = record.checklist.map((item) => ({ ...item, text: cut(item.text, longest) }));
  return { ...record, checklist };
}

function withoutPolicy(record: Incident): Incident {
  return record.policy === null ? record : { ...record, policy: { ...record.policy, written: null } };
}

/** Longest text of anything in a bare record. */
const SHORT = 60;

function bare(record: Incident): Incident {
  const { timeBoxes, backfills, temporaryFixes, followUps, updates } = record;
  const short = (text: string | null) => (text === null ? null : cut(text, SHORT));
  return fold(
    {
      ...withItems(record, 0),
      summary: cut(record.summary, 2 * SHORT),
      impact: short(record.impact),
      eta: short(record.eta),
      detection: short(record.detection),
      updates: {
        ...updates,
        lastText: short(updates.lastText),
        next: short(updates.next),
        // Customers read it as it was said or not at all.
        lastPublic: (updates.lastPublic?.text.length ?? 0) > SHORT ? undefined : updates.lastPublic,
      },
      answers: [],
      changes: undefined,
      leftOpen: undefined,
      decisions: record.decisions.slice(-1),
      hypotheses: record.hypotheses.slice(-1),
      missing: [],
      notices: [],
      refused: record.refused.slice(-20),
      refusedPages: record.refusedPages?.slice(-1),
      timeBoxes: bareDeadlines(timeBoxes),
      backfills: bareDeadlines(backfills),
      temporaryFixes: bareDeadlines(temporaryFixes),
      followUps: bareDeadlines(followUps),
    },
    3,
    20,
  );
}

function bareDeadlines(items: readonly Deadline[]): Deadline[] {
  return items.map((item) => ({ ...item, what: cut(item.what, 20) }));
}

function cut(text: string, longest: number): string {
  const characters = [...text];
  if (characters.length <= longest) return text;
  return longest === 0 ? '' : `${characters.slice(0, longest - 1).join('')}…`;
}

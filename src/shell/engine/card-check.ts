// Which record to believe: the working copy, or the card in the thread (DESIGN section 3).
import type { Situation } from '../../core/brain.ts';
import type { FactRequest, Facts, LiveComment } from '../../core/facts.ts';
import type { Incident, IssueRef } from '../../core/incident/record.ts';
import { isLastByOurs } from '../render/read-card.ts';
import type { ReadCard } from './parts.ts';
import type { Known } from './store.ts';

export type Believed = {
  readonly record: Incident | null;
  readonly card: Situation['card'];
  /** The newest revision known to have been on a genuine card. */
  readonly cardRevision: number;
  /** Why the card was not believed, for the log. */
  readonly why: string | null;
};

type Question = {
  readonly known: Known;
  readonly request: FactRequest;
  readonly facts: Facts;
  readonly issue: IssueRef;
  readonly botIds: readonly number[];
  readonly readCard: ReadCard;
};

/** The newest of working copy and believed card, by revision; on a tie the working copy, which also knows where the card is. */
export function believe(question: Question): Believed {
  const { known, request, facts } = question;
  const stay = { record: known.record, cardRevision: known.cardRevision, why: null };
  if (request.card === null) return { ...stay, card: 'not-asked' };
  if (facts.card === null) return { ...stay, record: withoutCard(known.record), card: 'missing' };
  return believeCard(question, facts.card);
}

function believeCard(question: Question, live: LiveComment): Believed {
  const { known, issue, botIds } = question;
  const place = { id: live.id, nodeId: live.nodeId };
  const reading = question.readCard(live, issue, botIds);
  // A genuine old text can be put back by anyone with write; the revision tells. Without an editor who is not us, GitHub's answer was merely old.
  const byHand = !isLastByOurs(live, botIds);
  const putBack = reading.ok && byHand && mayBeOlder(reading.incident.revision, known);
  if (!reading.ok || putBack) {
    const why = reading.ok
      ? `an older text may have been put back (revision ${reading.incident.revision})`
      : reading.why;
    return { record: at(known.record, place), card: 'tampered', cardRevision: known.cardRevision, why };
  }
  const newer = known.record === null || reading.incident.revision > known.record.revision;
  return {
    record: at(newer ? reading.incident : known.record, place),
    // The signature covers the hidden part alone: what people read may say something else.
    card: byHand ? 'tampered' : 'fine',
    cardRevision: Math.max(known.cardRevision, reading.incident.revision),
    why: byHand ? 'somebody else edited it; the hidden part is genuine' : null,
  };
}

/** Without a working copy (a workflow run, a lost database) nobody here knows which revision was the newest: the thread does. */
function mayBeOlder(revision: number, { record, cardRevision }: Known): boolean {
  return record === null || revision < cardRevision;
}

/** The record with the place of its card; the same object when it already has it. */
function at(record: Incident | null, card: { readonly id: number; readonly nodeId: string }): Incident | null {
  if (record === null || record.card?.nodeId === card.nodeId) return record;
  return { ...record, card: { ...card } };
}

function withoutCard(record: Incident | null): Incident | null {
  return record === null || record.card === null ? record : { ...record, card: null };
}

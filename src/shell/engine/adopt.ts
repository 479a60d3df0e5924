// What may have been made already is looked for in the thread, and taken for done once it is found: a lost answer is no second comment (INV-3).
import { isReadBack } from '../../core/decide/read-back.ts';
import type { Incident, IssueRef } from '../../core/incident/record.ts';
import { GitHubUnavailable } from '../github/port.ts';
import type { EffectRunner, Failed } from './effect-runner.ts';
import { proof } from './page-proof.ts';
import type { OutboxEntry } from './store.ts';

type Comment = { readonly id: number; readonly nodeId: string };

/** Comments that may have been made already: those whose answer was lost, and all of an incident whose past is not known here. */
export async function lookFor(
  runner: EffectRunner,
  issue: IssueRef,
  entries: readonly OutboxEntry[],
  record: Incident,
): Promise<ReadonlyMap<string, Comment>> {
  const doubtful = entries.filter(
    ({ effect, state, lookFirst }) =>
      (state === 'sent' || lookFirst) &&
      (effect.kind === 'comment' || (effect.kind === 'card' && record.card === null)),
  );
  if (doubtful.length === 0) return new Map();
  return runner.gateway.findOwn(
    issue,
    doubtful.map((entry) => entry.effect.key),
  );
}

/** A card that was found in the thread is the card from now on: what was a creation becomes an edit. */
export async function adoptCard(
  runner: EffectRunner,
  key: string,
  record: Incident,
  entries: readonly OutboxEntry[],
  found: ReadonlyMap<string, Comment>,
): Promise<Incident> {
  const entry = entries.find(({ effect }) => effect.kind === 'card' && found.has(effect.key));
  const card = entry === undefined ? undefined : found.get(entry.effect.key);
  if (card === undefined) return record;
  await runner.outbox.cardIs(key, card);
  return { ...record, card: { ...card } };
}

type Adopted = { readonly open: readonly OutboxEntry[]; readonly unproved: readonly Failed[] };

/** Comments that were found are done, pages once it is proved whom they reached; older cards in doubt are superseded by the newest; the rest is still to be sent. */
export async function adoptComments(
  runner: EffectRunner,
  issue: IssueRef,
  entries: readonly OutboxEntry[],
  found: ReadonlyMap<string, Comment>,
): Promise<Adopted> {
  const newestCard = entries.findLast((entry) => entry.effect.kind === 'card');
  const open: OutboxEntry[] = [];
  const unproved: Failed[] = [];
  for (const entry of entries) {
    const { effect } = entry;
    const comment = found.get(effect.key);
    if (effect.kind === 'comment' && comment !== undefined) {
      const waits = await adoptComment(runner, issue, entry, comment);
      if (waits !== null) unproved.push(waits);
    } else if (effect.kind === 'card' && entry !== newestCard) {
      await runner.outbox.settle(entry, { state: 'superseded', result: null });
    } else open.push(entry);
  }
  return { open, unproved };
}

/** Null once it is done. A page that cannot be read back now is there, and stays as one whose answer was lost: it is looked for again, and holds nothing up. */
async function adoptComment(
  runner: EffectRunner,
  issue: IssueRef,
  entry: OutboxEntry,
  comment: Comment,
): Promise<Failed | null> {
  const { effect } = entry;
  const { key } = effect;
  const isProved = effect.kind === 'comment' && isReadBack(effect);
  try {
    const mentioned = isProved ? await runner.gateway.mentionedIn(issue, comment.nodeId) : null;
    const result = { key, ok: true as const, comment };
    await runner.outbox.settle(entry, { state: 'done', result, ...proof(runner, effect, mentioned) });
    return null;
  } catch (error) {
    if (!(error instanceof GitHubUnavailable)) throw error;
    const message = `Whom it reached could not be read back: ${error.message}`;
    return { key, ok: false, fate: 'retry', status: error.status, message };
  }
}

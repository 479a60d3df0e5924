// What this host knows of a repository's other incidents, without asking GitHub: rollbacks under way, and what earlier ones left open.
import type { Situation } from '../../core/brain.ts';
import type { Turn } from './turn.ts';

/** Whoever looks at what was deployed may roll back. */
export async function withElsewhere({ store, trigger }: Turn, situation: Situation): Promise<Situation> {
  if (situation.facts.past === undefined) return situation;
  const elsewhere = await store.rollbacksElsewhere(trigger.issue);
  return elsewhere === null ? situation : { ...situation, facts: { ...situation.facts, elsewhere } };
}

/** What may make it like an earlier one is known when it begins, and when it is known what changed; a look finds what was done since. */
export async function withEarlier({ store, trigger }: Turn, situation: Situation): Promise<Situation> {
  const { facts, record } = situation;
  const isShown = trigger.kind === 'look' || (trigger.kind === 'tick' && record?.leftOpen !== undefined);
  if (record !== null && facts.past === undefined && !isShown) return situation;
  const earlier = await store.earlier(trigger.issue);
  return earlier === null ? situation : { ...situation, facts: { ...facts, earlier } };
}
